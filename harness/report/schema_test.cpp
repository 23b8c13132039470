// reports/report.schema.json is what readers of a report rely on: the approved example must keep to it, to the letter.
// The checker knows exactly the keywords that the schema uses, and complains about any other.
#include <fstream>
#include <nlohmann/json.hpp>
#include <set>

#include "testing/catch.hpp"

namespace {

using Json = nlohmann::json;

Json load(const std::string& name) {
  std::ifstream in(std::string(IPCGRADE_SOURCE_DIR "/reports/") + name);
  return Json::parse(in);
}

bool has_type(const Json& value, const std::string& type) {
  if (type == "integer") return value.is_number_integer();
  if (type == "number") return value.is_number();
  return type == value.type_name();
}

class Checker {
 public:
  explicit Checker(Json schema) : root_(std::move(schema)) {}

  void check(const Json& value) { check(value, root_, "report"); }
  [[nodiscard]] const std::vector<std::string>& complaints() const { return complaints_; }

 private:
  void complain(const std::string& where, const std::string& what) { complaints_.push_back(where + ": " + what); }

  void check(const Json& value, const Json& schema, const std::string& where) {
    static const std::set<std::string> known = {"$schema",  "$id",        "$defs", "title", "description", "additionalProperties",
                                                "required", "properties", "type",  "const", "enum",        "items",
                                                "$ref"};
    for (const auto& item : schema.items())
      if (known.count(item.key()) == 0) complain(where, "the checker does not know the keyword " + item.key());
    if (schema.contains("$ref"))
      return check(value, root_.at(Json::json_pointer(schema["$ref"].get<std::string>().substr(1))), where);
    if (schema.contains("type")) check_type(value, schema["type"], where);
    if (schema.contains("const") && schema["const"] != value) complain(where, "is not the constant");
    if (schema.contains("enum") && std::find(schema["enum"].begin(), schema["enum"].end(), value) == schema["enum"].end())
      complain(where, value.dump() + " is not one of the words");
    if (value.is_object()) check_object(value, schema, where);
    if (value.is_array())
      for (std::size_t i = 0; i < value.size(); ++i) check(value[i], schema.at("items"), where + "[" + std::to_string(i) + "]");
  }

  void check_type(const Json& value, const Json& type, const std::string& where) {
    bool right = false;
    for (const Json& one : type.is_array() ? type : Json::array({type})) right |= has_type(value, one);
    if (!right) complain(where, std::string("has the type ") + value.type_name());
  }

  void check_object(const Json& value, const Json& schema, const std::string& where) {
    for (const Json& name : schema.at("required"))
      if (!value.contains(name.get<std::string>())) complain(where, "lacks " + name.get<std::string>());
    for (const auto& item : value.items()) {
      if (!schema.at("properties").contains(item.key())) {
        complain(where, "has an unknown member " + item.key());
      } else {
        check(item.value(), schema["properties"][item.key()], where + "." + item.key());
      }
    }
  }

  Json root_;
  std::vector<std::string> complaints_;
};

}  // namespace

TEST_CASE("the approved JSON report keeps to the schema") {
  Checker checker(load("report.schema.json"));
  checker.check(load("example.json"));
  CHECK(checker.complaints() == std::vector<std::string>{});
}

TEST_CASE("a report that departs from the schema is noticed") {
  Json report = load("example.json");
  report["submissions"][0]["scenarios"][0]["outcome"] = "nonsense";
  report["submissions"][0].erase("mark");
  report["extra"] = 1;
  Checker checker(load("report.schema.json"));
  checker.check(report);
  CHECK(checker.complaints().size() == 3);
}
