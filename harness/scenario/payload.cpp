#include "scenario/payload.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "scenario/files.hpp"
#include "scenario/framing.hpp"
#include "scenario/generator.hpp"
#include "scenario/xdr.hpp"

namespace ipcgrade::scenario {
namespace {

namespace fs = std::filesystem;
using model::Payload;

constexpr std::int64_t longest = 64 << 20;  // of a generated payload: what a peer may have to send

Payload read_any(const Node& node, std::string_view what, const fs::path& folder, Complaints& complaints);

std::string bytes_counted(std::size_t count) { return count == 1 ? "1 byte" : fmt::format("{} bytes", count); }

Payload read_literal(const Fields& table, const Node&, const fs::path&, Complaints&) { return {table.text("text"), ""}; }

int hex_digit(char c) {
  static constexpr std::string_view digits = "0123456789abcdef";
  const std::size_t at = digits.find(static_cast<char>(c >= 'A' && c <= 'F' ? c - 'A' + 'a' : c));
  return at == std::string_view::npos ? -1 : static_cast<int>(at);
}

Payload read_hex(const Fields& table, const Node& value, const fs::path&, Complaints& complaints) {
  const std::string bytes = bytes_of_hex(table.text("hex"), "'hex'", value.position, complaints);
  return {bytes, bytes_counted(bytes.size()) + " in hexadecimal"};
}

Payload read_from_file(const Fields& table, const Node& value, const fs::path& folder, Complaints& complaints) {
  const std::string name = table.text("file");
  if (name.empty() || fs::path(name).is_absolute()) {
    if (value.as<std::string>() != nullptr)
      complaints.add(value.position, "'file' must be a path relative to the folder of this scenario");
    return {};
  }
  Contents contents = try_read(folder / name);
  if (!contents.failure.empty())
    complaints.add(value.position, fmt::format("'{}': {}", (folder / name).string(), contents.failure));
  return {contents.bytes, fmt::format("{} of {}", bytes_counted(contents.bytes.size()), name)};
}

Payload read_generated(const Fields& table, const Node&, const fs::path&, Complaints&) {
  const auto length = static_cast<std::uint64_t>(table.whole("length", {0, longest}, 0));
  const auto seed = static_cast<std::uint64_t>(table.whole("seed", {0, INT64_MAX}, 1));
  std::vector<std::string> names;
  for (const Alphabet& alphabet : alphabets()) names.push_back(alphabet.name);
  const std::string given = table.name("alphabet", names);
  const std::string name = given.empty() ? names.front() : given;
  const auto alphabet = std::find_if(alphabets().begin(), alphabets().end(), [&](const Alphabet& a) { return a.name == name; });
  return {generate_bytes(length, seed, alphabet->symbols), fmt::format("{} generated {}, seed {}", length, name, seed)};
}

Payload read_xdr_form(const Fields&, const Node& value, const fs::path& folder, Complaints& complaints) {
  return read_xdr(value, folder, complaints);
}

Payload read_repeated(const Fields& table, const Node& value, const fs::path& folder, Complaints& complaints) {
  const std::int64_t times = table.whole("repeat", {1, longest}, 1);
  const Node* of = table.node("of");
  if (of == nullptr) {
    if (table.only_known_keys()) complaints.add(table.position(), "'repeat' needs the key 'of': the payload that is repeated");
    return {};
  }
  const Payload payload = read_any(*of, "'of'", folder, complaints);
  if (payload.bytes.size() > static_cast<std::size_t>(longest / times)) {
    complaints.add(value.position, fmt::format("{} times {} is more than {} bytes", times, payload.bytes.size(), longest));
    return {};
  }
  return repeated(payload, static_cast<std::uint64_t>(times));
}

Payload read_hex_of(const Fields&, const Node& value, const fs::path& folder, Complaints& complaints) {
  const Payload payload = read_any(value, "'hex_of'", folder, complaints);
  if (!payload.xid_at.empty()) complaints.add(value.position, "'hex_of' cannot hold what is copied from a request");
  return as_hexadecimal(payload);
}

// The sizes of the fragments, as far as the payload reaches.
std::vector<std::uint64_t> fragment_sizes(const Node& node, const Payload& payload, Complaints& complaints) {
  std::vector<std::uint64_t> sizes;
  const auto* list = node.as<List>();
  if (list == nullptr) {
    complain_of_type(node, "'fragments'", "a list of sizes", complaints);
    return sizes;
  }
  std::uint64_t all = 0;
  for (const Node& element : *list) {
    const auto size = static_cast<std::uint64_t>(read_whole(element, "the size of a fragment", {0, longest}, complaints));
    if (all + size > payload.bytes.size()) {
      complaints.add(element.position,
                     fmt::format("the fragments are longer than the payload, which has {} bytes", payload.bytes.size()));
      return sizes;
    }
    all += size;
    sizes.push_back(size);
    for (const std::uint32_t at : payload.xid_at)
      if (all > at && all < at + 4) complaints.add(element.position, "this fragment ends within the xid of the request");
  }
  return sizes;
}

// record = true, fragments = [4, 8].
Payload framed(const Fields& table, const Payload& payload, Complaints& complaints) {
  const Node* record = table.node("record");
  const Node* fragments = table.node("fragments");
  const bool* marked = record == nullptr ? nullptr : record->as<bool>();
  if (record != nullptr && (marked == nullptr || !*marked)) complaints.add(record->position, "'record' can only be true");
  if (fragments != nullptr) return as_record(payload, fragment_sizes(*fragments, payload, complaints));
  return marked != nullptr ? as_record(payload, {}) : payload;
}

Payload apply(const std::string& name, Payload payload) {
  const auto found = std::find_if(transforms().begin(), transforms().end(), [&](const Transform& t) { return t.name == name; });
  if (found == transforms().end()) return payload;
  std::transform(payload.bytes.begin(), payload.bytes.end(), payload.bytes.begin(), found->change);
  if (!payload.origin.empty()) payload.origin += ", " + name;
  return payload;
}

std::vector<std::string> form_keys() {
  std::vector<std::string> keys;
  for (const PayloadForm& form : payload_forms()) keys.emplace_back(form.key);
  return keys;
}

void complain_of_strays(const Table& table, const PayloadForm& form, Complaints& complaints) {
  for (const Entry& entry : table)
    for (const PayloadForm& other : payload_forms())
      for (const Key& key : other.beside)
        if (key.name == entry.key && other.key != form.key)
          complaints.add(entry.position, fmt::format("'{}' belongs to '{}', not to '{}'", key.name, other.key, form.key));
}

Payload read_table(const Node& node, std::string_view what, const fs::path& folder, Complaints& complaints) {
  const Fields table(node, what, payload_schema(), complaints);
  const Entry* chosen = only_one_of(node, what, form_keys(), complaints);
  std::vector<std::string> names;
  for (const Transform& transform : transforms()) names.emplace_back(transform.name);
  const std::string transform = table.name("apply", names, "transformation");
  if (chosen == nullptr) {
    if (table.only_known_keys())
      complaints.add(node.position, fmt::format("{} needs one of the keys {}", what, fmt::join(form_keys(), ", ")));
    return {};
  }
  for (const PayloadForm& form : payload_forms()) {
    if (form.key != chosen->key) continue;
    complain_of_strays(*node.as<Table>(), form, complaints);
    return framed(table, apply(transform, form.read(table, chosen->node, folder, complaints)), complaints);
  }
  return {};
}

Payload join(const List& list, std::string_view what, const fs::path& folder, Complaints& complaints) {
  Payload joined;
  std::string origins;
  bool only_text = true;
  for (const Node& element : list) {
    const Payload part = read_any(element, fmt::format("an element of {}", what), folder, complaints);
    append(joined, part);
    only_text = only_text && part.origin.empty();
    origins += origins.empty() ? "" : " + ";
    origins += part.origin.empty() ? "a text of " + bytes_counted(part.bytes.size()) : part.origin;
  }
  if (!only_text) joined.origin = origins;
  return joined;
}

Payload read_any(const Node& node, std::string_view what, const fs::path& folder, Complaints& complaints) {
  if (const auto* text = node.as<std::string>()) return {*text, ""};
  if (const auto* whole = node.as<std::int64_t>()) return {std::to_string(*whole), ""};
  if (node.as<Table>() != nullptr) return read_table(node, what, folder, complaints);
  if (const auto* list = node.as<List>()) return join(*list, what, folder, complaints);
  complain_of_type(node, what, "a text, an integer, a table or a list of these", complaints);
  return {};
}

}  // namespace

const std::vector<PayloadForm>& payload_forms() {
  static const std::vector<PayloadForm> rows = {
      {"text",
       {},
       "the text itself, where another key has to stand beside it",
       R"({ text = "Hello", apply = "swapcase" })",
       Form::text,
       read_literal},
      {"hex",
       {},
       "two hexadecimal digits a byte; blanks between them are left out",
       R"({ hex = "00 ff" })",
       Form::text,
       read_hex},
      {"file",
       {},
       "the bytes of a file, relative to the scenario's folder",
       R"({ file = "data.bin" })",
       Form::text,
       read_from_file},
      {"length",
       {{"seed", Need::optional, "another seed gives other bytes (default: 1)", Form::natural},
        {"alphabet", Need::optional, "which bytes: letters (default), text, or bytes", Form::alphabet}},
       "that many generated bytes; the same on every machine, and a shorter one is the beginning of a longer one",
       R"({ length = 100000, seed = 1, alphabet = "letters" })",
       Form::natural,
       read_generated},
      {"xdr",
       {},
       "XDR: a list of fields, each { NAME = value }, or { NAME = value, as = \"…\" }; differences name the field",
       R"({ xdr = [ { msg_type = 1 }, { name = "text" }, { mean = 2.5, as = "double" } ] })",
       Form::xdr,
       read_xdr_form},
      {"repeat",
       {{"of", Need::optional, "the payload that is repeated", Form::payload}},
       "a payload, so many times",
       R"({ repeat = 1000, of = "Hello\n" })",
       Form::positive,
       read_repeated},
      {"hex_of",
       {},
       "the lower-case hexadecimal digits of a payload, two a byte",
       R"({ hex_of = { xdr = [ { sum = 7 } ] } })",
       Form::payload,
       read_hex_of},
  };
  return rows;
}

const std::vector<Transform>& transforms() {
  static const std::vector<Transform> rows = {
      {"swapcase", "A-Z become a-z, and a-z become A-Z",
       [](char c) {
         const bool letter = (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
         return static_cast<char>(letter ? c ^ 0x20 : c);
       }},
  };
  return rows;
}

const Schema& payload_schema() {
  static const Schema schema = [] {
    Schema keys;
    for (const PayloadForm& form : payload_forms()) {
      keys.push_back({form.key, Need::optional, form.summary, form.value});
      keys.insert(keys.end(), form.beside.begin(), form.beside.end());
    }
    keys.push_back({"apply", Need::optional, "changes the bytes: swapcase", Form::transform});
    keys.push_back({"record", Need::optional, "true: an RPC record mark (RFC 5531) stands before the bytes", Form::truth});
    keys.push_back({"fragments", Need::optional,
                    "as `record`, in fragments of these sizes; what is left over is one more, the last", Form::sizes});
    return keys;
  }();
  return schema;
}

std::string bytes_of_hex(std::string digits, std::string_view what, const base::Position& position, Complaints& complaints) {
  std::erase(digits, ' ');
  if (std::any_of(digits.begin(), digits.end(), [](char c) { return hex_digit(c) < 0; }))
    complaints.add(position, fmt::format("{} must be digits 0-9 and a-f, and blanks", what));
  else if (digits.size() % 2 != 0)
    complaints.add(position, fmt::format("{} must be two digits a byte; these are {}", what, digits.size()));
  std::string bytes;
  for (std::size_t i = 0; i + 1 < digits.size(); i += 2)
    bytes += static_cast<char>(hex_digit(digits[i]) * 16 + hex_digit(digits[i + 1]));
  return bytes;
}

Payload read_answer(const Node& node, std::string_view what, const fs::path& folder, Complaints& complaints) {
  return read_any(node, what, folder, complaints);
}

Payload read_payload(const Node& node, std::string_view what, const fs::path& folder, Complaints& complaints) {
  Payload payload = read_any(node, what, folder, complaints);
  if (!payload.xid_at.empty())
    complaints.add(node.position, fmt::format("{} copies the xid of a request: only what a peer answers or sends can", what));
  return payload;
}

}  // namespace ipcgrade::scenario
