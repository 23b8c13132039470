#include "model/gradebook.hpp"

namespace ipcgrade::model {

std::string owner_of(const Person& person) {
  if (!person.group.empty()) return "group:" + person.group;
  for (const std::string* key : {&person.sis_id, &person.login, &person.email, &person.id})
    if (!key->empty()) return "person:" + *key;
  return "person:" + person.name;
}

std::string owner_of(const Gradebook& book, const GradedSubmission& submission) {
  if (!submission.people.empty()) return owner_of(book.people.at(submission.people.front()));
  return owner_by_name(submission);
}

std::string owner_by_name(const GradedSubmission& submission) { return "submission:" + submission.attempt.stated; }

}  // namespace ipcgrade::model
