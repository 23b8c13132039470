#include "scenario/xdr.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <bit>
#include <cmath>
#include <limits>

#include "scenario/framing.hpp"
#include "scenario/payload.hpp"

namespace ipcgrade::scenario {
namespace {

namespace fs = std::filesystem;
using model::FieldKind;
using model::Payload;

constexpr std::size_t unit = 4;  // every item takes a multiple of it
constexpr Range signed_32 = {std::numeric_limits<std::int32_t>::min(), std::numeric_limits<std::int32_t>::max()};
constexpr Range unsigned_32 = {0, std::numeric_limits<std::uint32_t>::max()};
constexpr Range any_32 = {signed_32.least, unsigned_32.most};
constexpr Range any_64 = {std::numeric_limits<std::int64_t>::min(), std::numeric_limits<std::int64_t>::max()};
constexpr Range any_size = {1, 1 << 16};

// One field while it is written behind those before it.
struct Field {
  std::string name;
  const Node& value;
  const fs::path& folder;
  Complaints& complaints;
  Payload& out;

  [[nodiscard]] std::string called() const { return "'" + name + "'"; }
  void put(std::string_view bytes, FieldKind kind) const { put(bytes, kind, name); }
  void put(std::string_view bytes, FieldKind kind, std::string called) const {
    append(out, {std::string(bytes), "", {{std::move(called), 0, bytes.size(), kind}}});
  }
};

std::string big_endian(std::uint64_t value, std::size_t size) {
  std::string bytes(size, '\0');
  for (std::size_t i = size; i > 0; --i, value >>= 8) bytes[i - 1] = static_cast<char>(value & 0xff);
  return bytes;
}

void put_length(const Field& field, std::size_t length, std::string_view word) {
  field.put(big_endian(length, unit), FieldKind::unsigned_integer, fmt::format("the {} of `{}`", word, field.name));
}

void put_padded(const Field& field, std::string_view bytes, FieldKind kind) {
  if (!bytes.empty()) field.put(bytes, kind);
  const std::string padding((unit - bytes.size() % unit) % unit, '\0');
  if (!padding.empty()) field.put(padding, FieldKind::bytes, fmt::format("the padding of `{}`", field.name));
}

// ---- numbers ----

template <FieldKind kind>
void write_whole(const Field& field, Range range, std::size_t size) {
  const std::int64_t value = read_whole(field.value, field.called(), range, field.complaints);
  field.put(big_endian(static_cast<std::uint64_t>(value), size), kind);
}

void write_int(const Field& field) { write_whole<FieldKind::integer>(field, signed_32, unit); }
void write_unsigned(const Field& field) { write_whole<FieldKind::unsigned_integer>(field, unsigned_32, unit); }
void write_hyper(const Field& field) { write_whole<FieldKind::hyper>(field, any_64, 2 * unit); }

double fraction_in(const Field& field) {
  if (const auto* fraction = field.value.as<double>()) return *fraction;
  if (const auto* whole = field.value.as<std::int64_t>()) return static_cast<double>(*whole);
  complain_of_type(field.value, field.called(), "a number", field.complaints);
  return 0;
}

void write_float(const Field& field) {
  const double value = fraction_in(field);
  if (std::isfinite(value) && std::abs(value) > static_cast<double>(std::numeric_limits<float>::max()))
    field.complaints.add(field.value.position, fmt::format("{} is too large for a float", field.called()));
  field.put(big_endian(std::bit_cast<std::uint32_t>(static_cast<float>(value)), unit), FieldKind::single_precision);
}

void write_double(const Field& field) {
  field.put(big_endian(std::bit_cast<std::uint64_t>(fraction_in(field)), 2 * unit), FieldKind::double_precision);
}

void write_bool(const Field& field) {
  const auto* truth = field.value.as<bool>();
  if (truth == nullptr) complain_of_type(field.value, field.called(), "true or false", field.complaints);
  field.put(big_endian(truth != nullptr && *truth ? 1 : 0, unit), FieldKind::boolean);
}

// ---- bytes ----

// Hexadecimal digits, or the bytes of a payload's table.
std::string bytes_in(const Field& field) {
  if (field.value.as<Table>() != nullptr) return read_payload(field.value, field.called(), field.folder, field.complaints).bytes;
  return bytes_of_hex(read_text(field.value, field.called(), field.complaints), field.called(), field.value.position,
                      field.complaints);
}

void write_opaque(const Field& field) {
  const std::string bytes = bytes_in(field);
  put_length(field, bytes.size(), "length");
  put_padded(field, bytes, FieldKind::bytes);
}

void write_fixed(const Field& field) { put_padded(field, bytes_in(field), FieldKind::bytes); }
void write_raw(const Field& field) { field.put(bytes_in(field), FieldKind::bytes); }

void write_string(const Field& field) {
  const Payload text = read_payload(field.value, field.called(), field.folder, field.complaints);
  put_length(field, text.bytes.size(), "length");
  put_padded(field, text.bytes, FieldKind::text);
}

void write_any(const Field& field) {
  const auto size = static_cast<std::size_t>(read_whole(field.value, field.called(), any_size, field.complaints));
  field.put(std::string(size, '\0'), FieldKind::any);
}

// ---- several ----

void write_element(const Node& element, const Field& whole, const std::string& prefix);
void write_plain(const Field& field);

void write_structure(const Field& field) {
  const auto* list = field.value.as<List>();
  if (list == nullptr) return complain_of_type(field.value, field.called(), "a list of fields", field.complaints);
  for (const Node& element : *list) write_element(element, field, field.name + ".");
}

void write_array(const Field& field) {
  const auto* list = field.value.as<List>();
  if (list == nullptr) return complain_of_type(field.value, field.called(), "a list", field.complaints);
  put_length(field, list->size(), "count");
  for (std::size_t i = 0; i < list->size(); ++i) {
    const Node& element = (*list)[i];
    const std::string name = fmt::format("{}[{}]", field.name, i);
    if (element.as<Table>() != nullptr)
      write_element(element, field, name + ".");
    else
      write_plain({name, element, field.folder, field.complaints, field.out});
  }
}

struct Row {
  Encoding encoding;
  void (*write)(const Field& field);
};

const std::vector<Row>& rows() {
  static const std::vector<Row> table = {
      {{"int", "4 bytes, two's complement"}, write_int},
      {{"unsigned", "4 bytes"}, write_unsigned},
      {{"hyper", "8 bytes, two's complement"}, write_hyper},
      {{"float", "4 bytes, IEEE 754"}, write_float},
      {{"double", "8 bytes, IEEE 754"}, write_double},
      {{"bool", "4 bytes: 0 or 1"}, write_bool},
      {{"opaque", "hexadecimal digits or a payload's table: length, bytes, padding"}, write_opaque},
      {{"fixed", "the same without the length"}, write_fixed},
      {{"raw", "the same without length and padding"}, write_raw},
      {{"array", "a list: its count, then its elements (optional data: none or one)"}, write_array},
      {{"any", "so many bytes, whatever they are: for what is expected"}, write_any},
  };
  return table;
}

// ---- xids ----

struct XidWord {
  std::string_view word;
  std::uint32_t added;
};
constexpr std::string_view any_xid = "any";
constexpr std::array answered_xids = {XidWord{"request", 0}, XidWord{"other", 1}};

// { xid = "request" }, { xid = "other" }, { xid = "any" }; false: it is none of them.
bool write_xid_word(const Field& field) {
  const auto* text = field.value.as<std::string>();
  if (text == nullptr || (field.name != "xid" && !field.name.ends_with(".xid"))) return false;
  if (*text == any_xid) field.put(std::string(unit, '\0'), FieldKind::any);
  for (const XidWord& row : answered_xids) {
    if (*text != row.word) continue;
    field.out.xid_at.push_back(static_cast<std::uint32_t>(field.out.bytes.size()));
    field.put(big_endian(row.added, unit), FieldKind::unsigned_integer);
    return true;
  }
  return *text == any_xid;
}

// Without `as` the value says it.
void write_plain(const Field& field) {
  if (write_xid_word(field)) return;
  if (field.value.as<std::string>() != nullptr || field.value.as<Table>() != nullptr) return write_string(field);
  if (field.value.as<List>() != nullptr) return write_structure(field);
  if (field.value.as<bool>() != nullptr) return write_bool(field);
  const auto* whole = field.value.as<std::int64_t>();
  if (whole != nullptr && *whole > signed_32.most) return write_whole<FieldKind::unsigned_integer>(field, any_32, unit);
  if (whole != nullptr) return write_whole<FieldKind::integer>(field, any_32, unit);
  const std::string_view wanted = field.value.as<double>() != nullptr
                                      ? "an integer, or have as = \"float\" or as = \"double\" beside it"
                                      : "an integer, a text, true, false, or a list of fields";
  complain_of_type(field.value, field.called(), wanted, field.complaints);
}

std::vector<std::string> encoding_names() {
  std::vector<std::string> names;
  for (const Row& row : rows()) names.push_back(row.encoding.name);
  return names;
}

void write_element(const Node& element, const Field& whole, const std::string& prefix) {
  const auto* table = element.as<Table>();
  if (table == nullptr) return complain_of_type(element, "a field of 'xdr'", "a table, as { xid = 7 }", whole.complaints);
  const Entry* as = find(*table, "as");
  const Entry* own = nullptr;
  for (const Entry& entry : *table) {
    if (entry.key == "as") continue;
    if (own != nullptr)
      whole.complaints.add(entry.position, fmt::format("'{}' has a table of its own: {{ {} = … }}, {{ {} = … }}", entry.key,
                                                       shortened(own->key), shortened(entry.key)));
    if (own == nullptr) own = &entry;
  }
  if (own == nullptr) return whole.complaints.add(element.position, "a field of 'xdr' needs a name and a value, as { xid = 7 }");
  const Field field{prefix + own->key, own->node, whole.folder, whole.complaints, whole.out};
  if (as == nullptr) return write_plain(field);
  const std::string name = read_name(as->node, "encoding", encoding_names(), whole.complaints);
  for (const Row& row : rows())
    if (row.encoding.name == name) row.write(field);
}

}  // namespace

const std::vector<Encoding>& encodings() {
  static const std::vector<Encoding> all = [] {
    std::vector<Encoding> out;
    for (const Row& row : rows()) out.push_back(row.encoding);
    return out;
  }();
  return all;
}

Payload read_xdr(const Node& list, const fs::path& folder, Complaints& complaints) {
  Payload out;
  const Field whole{"", list, folder, complaints, out};
  if (const auto* fields = list.as<List>())
    for (const Node& element : *fields) write_element(element, whole, "");
  else
    complain_of_type(list, "'xdr'", "a list of fields", complaints);
  out.origin = fmt::format("{} bytes of XDR", out.bytes.size());
  return out;
}

}  // namespace ipcgrade::scenario
