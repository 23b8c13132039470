// A difference within a payload whose parts have names.
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <bit>
#include <optional>

#include "oracles/difference.hpp"
#include "oracles/printable.hpp"

namespace ipcgrade::oracles {

using namespace model;

namespace {

constexpr std::size_t most_raw = 16;  // bytes that are shown in hexadecimal

std::uint64_t big_endian(std::string_view bytes) {
  std::uint64_t value = 0;
  for (const char byte : bytes) value = value << 8 | static_cast<unsigned char>(byte);
  return value;
}

std::string raw(std::string_view bytes) {
  std::string out;
  for (const char byte : bytes.substr(0, most_raw))
    out += fmt::format("{}{:02x}", out.empty() ? "" : " ", static_cast<unsigned char>(byte));
  if (out.empty()) return "nothing";
  return bytes.size() > most_raw ? out + fmt::format(" … ({})", count_of(bytes.size(), "byte")) : out;
}

std::string mark_words(std::uint64_t mark) {
  constexpr std::uint64_t last = 0x80000000U;
  return fmt::format("{} fragment of {}", (mark & last) == 0 ? "a further" : "a last", count_of(mark & ~last, "byte"));
}

std::string boolean_words(std::uint64_t value) { return value > 1 ? std::to_string(value) : value == 1 ? "true" : "false"; }

// A number in words, where the kind is a number's.
struct NumberRow {
  FieldKind kind;
  std::size_t size;
  std::string (*words)(std::uint64_t value);
};
constexpr std::array number_rows = {
    NumberRow{FieldKind::integer, 4, [](std::uint64_t v) { return std::to_string(static_cast<std::int32_t>(v)); }},
    NumberRow{FieldKind::unsigned_integer, 4, [](std::uint64_t v) { return std::to_string(v); }},
    NumberRow{FieldKind::hyper, 8, [](std::uint64_t v) { return std::to_string(static_cast<std::int64_t>(v)); }},
    NumberRow{FieldKind::single_precision, 4,
              [](std::uint64_t v) { return fmt::format("{}", std::bit_cast<float>(static_cast<std::uint32_t>(v))); }},
    NumberRow{FieldKind::double_precision, 8, [](std::uint64_t v) { return fmt::format("{}", std::bit_cast<double>(v)); }},
    NumberRow{FieldKind::boolean, 4, boolean_words},
    NumberRow{FieldKind::record_mark, 4, mark_words},
};

std::string value_words(FieldKind kind, std::string_view bytes) {
  if (kind == FieldKind::text) return quoted(bytes, 60);
  for (const NumberRow& row : number_rows)
    if (row.kind == kind && row.size == bytes.size()) return fmt::format("{} ({})", row.words(big_endian(bytes)), raw(bytes));
  return raw(bytes);
}

std::optional<std::string> from_hexadecimal(std::string_view digits) {
  static constexpr std::string_view known = "0123456789abcdef";
  std::string bytes;
  if (digits.size() % 2 != 0) return std::nullopt;
  for (std::size_t i = 0; i < digits.size(); i += 2) {
    const std::size_t high = known.find(digits[i]);
    const std::size_t low = known.find(digits[i + 1]);
    if (high == std::string_view::npos || low == std::string_view::npos) return std::nullopt;
    bytes += static_cast<char>(high << 4 | low);
  }
  return bytes;
}

// What stands where the field should be.
std::string words_for(const PayloadField& field, std::string_view all) {
  const std::string_view part = all.substr(std::min<std::size_t>(field.offset, all.size()), field.size);
  if (part.empty()) return "nothing";
  if (field.written == Written::plain) return value_words(field.kind, part);
  const auto bytes = from_hexadecimal(part);
  return bytes ? value_words(field.kind, *bytes) : fmt::format("{}, which is no hexadecimal in lower case", quoted(part));
}

std::string name_of(const PayloadField& field) {
  return field.name.starts_with("the ") ? field.name : fmt::format("`{}`", field.name);
}

std::string place_of(const PayloadField& field) {
  const std::string_view thing = field.written == Written::plain ? "byte" : "character";
  if (field.size == 1) return fmt::format("{} {}", thing, field.offset + 1);
  return fmt::format("{}s {} to {}", thing, field.offset + 1, field.offset + field.size);
}

const PayloadField* field_at(const Payload& payload, std::uint64_t offset) {
  const auto found = std::find_if(payload.fields.begin(), payload.fields.end(),
                                  [&](const PayloadField& f) { return offset >= f.offset && offset < f.offset + f.size; });
  return found == payload.fields.end() ? nullptr : &*found;
}

std::string too_much(const Payload& expected, std::string_view actual) {
  const std::string_view extra = actual.substr(expected.bytes.size());
  return fmt::format("goes on after the expected {}: {} too many, {}", count_of(expected.bytes.size(), "byte"),
                     count_of(extra.size(), "byte"),
                     expected.fields.back().written == Written::plain ? raw(extra) : quoted(extra, 60));
}

}  // namespace

std::string describe_difference(const Payload& expected, std::string_view actual) {
  const Difference at = first_difference(expected.bytes, actual);
  const std::uint64_t offset = at.byte - 1;
  const PayloadField* field = at.parting == Parting::none ? nullptr : field_at(expected, offset);
  if (at.parting == Parting::extra_tail && !expected.fields.empty() && !expected.bytes.empty() &&
      field_at(expected, expected.bytes.size() - 1) != nullptr)
    return too_much(expected, actual);
  if (field == nullptr || actual.empty()) return describe_difference(std::string_view(expected.bytes), actual);
  const std::string wanted = words_for(*field, expected.bytes);
  if (at.parting == Parting::missing_tail)
    return fmt::format("ends too early, after {} of {}, {} {} ({}): expected {}, got {}", actual.size(),
                       count_of(expected.bytes.size(), "byte"), offset == field->offset ? "before" : "within", name_of(*field),
                       place_of(*field), wanted, words_for(*field, actual));
  return fmt::format("differs in {} ({}): expected {}, got {}", name_of(*field), place_of(*field), wanted,
                     words_for(*field, actual));
}

}  // namespace ipcgrade::oracles
