// Values of the model as JSON and back, by the lists of model/members.hpp. Members that have their default are left out: most of
// a trace is defaults.
#pragma once

#include <array>
#include <chrono>
#include <nlohmann/json.hpp>
#include <optional>
#include <stdexcept>
#include <string>
#include <type_traits>
#include <utility>
#include <variant>
#include <vector>

#include "model/members.hpp"
#include "store/words.hpp"

namespace ipcgrade::store {

using Json = nlohmann::ordered_json;
using model::members;

// What was found instead of what should be there, and where ("trace.events[12].called.fd").
class Unreadable : public std::runtime_error {
 public:
  explicit Unreadable(const std::string& what) : std::runtime_error(what) {}
  void inside(const std::string& outer) { place_ = place_.empty() ? outer : outer + (place_[0] == '[' ? "" : ".") + place_; }
  [[nodiscard]] const std::string& place() const { return place_; }

 private:
  std::string place_;
};

// Text as it is; bytes that are no UTF-8 as {"hex": "00ff"}, because JSON has no other place for them.
[[nodiscard]] Json text_to_json(const std::string& text);
[[nodiscard]] std::string text_from_json(const Json& json);

template <class T>
struct IsDuration : std::false_type {};
template <class Count, class Period>
struct IsDuration<std::chrono::duration<Count, Period>> : std::true_type {};
template <class T>
struct IsVariant : std::false_type {};
template <class... Alternatives>
struct IsVariant<std::variant<Alternatives...>> : std::true_type {};

[[nodiscard]] inline Json to_json(const std::string& value) { return text_to_json(value); }
template <class T>
[[nodiscard]] Json to_json(const T& value);

template <class T>
[[nodiscard]] Json to_json(const std::vector<T>& values) {
  Json list = Json::array();
  for (const T& value : values) list.push_back(to_json(value));
  return list;
}
// Trailing defaults are left out.
template <class T, std::size_t Size>
[[nodiscard]] Json to_json(const T (&values)[Size]) {
  std::size_t size = Size;
  while (size > 0 && values[size - 1] == T{}) --size;
  Json list = Json::array();
  for (std::size_t i = 0; i < size; ++i) list.push_back(to_json(values[i]));
  return list;
}
template <class T>
[[nodiscard]] Json to_json(const std::optional<T>& value) {
  return value ? to_json(*value) : Json(nullptr);
}

enum class Defaults : std::uint8_t { written, left_out };

// The members of one value; to be given to members().
template <class T>
class MemberWriter {
 public:
  explicit MemberWriter(Defaults defaults) : defaults_(defaults) {}
  MemberWriter& operator()(const char* name, const auto& member) {
    Json json = to_json(member);
    if (defaults_ == Defaults::written || usual().at(name) != json) object_[name] = std::move(json);
    return *this;
  }
  [[nodiscard]] Json json() && { return std::move(object_); }

 private:
  static const Json& usual() {
    static const Json all = [] {
      MemberWriter writer(Defaults::written);
      const T value{};
      members(writer, value);
      return std::move(writer).json();
    }();
    return all;
  }
  Defaults defaults_;
  Json object_ = Json::object();
};

template <class T>
[[nodiscard]] Json to_json(const T& value) {
  if constexpr (std::is_enum_v<T>) {
    static_assert(!words<T>.empty(), "an enumeration that is saved has its words in store/words.hpp");
    return words<T>.at(static_cast<std::size_t>(value));
  } else if constexpr (std::is_arithmetic_v<T>) {
    return value;
  } else if constexpr (IsDuration<T>::value) {
    return value.count();
  } else if constexpr (IsVariant<T>::value) {
    Json json = std::visit([](const auto& alternative) { return to_json(alternative); }, value);
    return Json::object({{std::string(words<T>.at(value.index())), std::move(json)}});
  } else {
    MemberWriter<T> writer(Defaults::left_out);
    members(writer, value);
    return std::move(writer).json();
  }
}

inline void from_json(const Json& json, std::string& value) { value = text_from_json(json); }
template <class T>
void from_json(const Json& json, T& value);

// Runs `read`, and says of what it cannot read where that was.
template <class Read>
void read_inside(const std::string& place, const Read& read) {
  try {
    read();
  } catch (Unreadable& error) {
    error.inside(place);
    throw;
  }
}

template <class List>
void read_elements(const Json& json, List& values) {
  for (std::size_t i = 0; i < json.size(); ++i)
    read_inside("[" + std::to_string(i) + "]", [&] { from_json(json[i], values[i]); });
}
template <class T>
void from_json(const Json& json, std::vector<T>& values) {
  if constexpr (std::is_enum_v<T>) {  // what an earlier version wrote as the only word
    if (json.is_string()) return from_json(json, values.emplace_back());
  }
  if (!json.is_array()) throw Unreadable("should be a list");
  values.resize(json.size());
  read_elements(json, values);
}
template <class T, std::size_t Size>
void from_json(const Json& json, T (&values)[Size]) {
  if (!json.is_array() || json.size() > Size) throw Unreadable("should be a list of at most " + std::to_string(Size));
  read_elements(json, values);
}
template <class T>
void from_json(const Json& json, std::optional<T>& value) {
  if (json.is_null()) return value.reset();
  from_json(json, value.emplace());
}

class MemberReader {
 public:
  explicit MemberReader(const Json& object) : object_(object) {
    if (!object.is_object()) throw Unreadable("should be an object");
  }
  MemberReader& operator()(const char* name, auto& member) {
    const auto found = object_.find(name);
    if (found != object_.end()) read_inside(name, [&] { from_json(*found, member); });
    return *this;
  }

 private:
  const Json& object_;
};

// The index of a word in the table of T.
template <class T>
[[nodiscard]] std::size_t index_of(const std::string& word) {
  for (std::size_t i = 0; i < words<T>.size(); ++i)
    if (words<T>[i] == word) return i;
  throw Unreadable("has the word '" + word + "', which this version does not know");
}

template <class Variant, std::size_t... Indices>
void read_alternative(std::size_t index, const Json& json, Variant& value, std::index_sequence<Indices...>) {
  ((index == Indices ? from_json(json, value.template emplace<Indices>()) : void()), ...);
}

template <class T>
void read_number(const Json& json, T& value) {
  const bool fits = json.is_number_unsigned() ? std::in_range<T>(json.get<std::uint64_t>())
                                              : json.is_number_integer() && std::in_range<T>(json.get<std::int64_t>());
  if (!fits) throw Unreadable("should be a whole number that fits");
  value = json.get<T>();
}

template <class T>
void from_json(const Json& json, T& value) {
  if constexpr (std::is_enum_v<T>) {
    if (!json.is_string()) throw Unreadable("should be a word");
    value = static_cast<T>(index_of<T>(json.get<std::string>()));
  } else if constexpr (std::is_same_v<T, bool>) {
    if (!json.is_boolean()) throw Unreadable("should be true or false");
    value = json.get<bool>();
  } else if constexpr (std::is_arithmetic_v<T>) {
    read_number(json, value);
  } else if constexpr (IsDuration<T>::value) {
    typename T::rep count = 0;
    read_number(json, count);
    value = T(count);
  } else if constexpr (IsVariant<T>::value) {
    if (!json.is_object() || json.size() != 1) throw Unreadable("should be an object with one member");
    const std::string word = json.begin().key();
    const std::size_t index = index_of<T>(word);
    read_inside(
        word, [&] { read_alternative(index, json.begin().value(), value, std::make_index_sequence<std::variant_size_v<T>>()); });
  } else {
    MemberReader reader(json);
    members(reader, value);
  }
}

}  // namespace ipcgrade::store
