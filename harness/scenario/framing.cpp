#include "scenario/framing.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace ipcgrade::scenario {
namespace {

using model::FieldKind;
using model::Payload;
using model::PayloadField;

constexpr std::size_t most_fields = 4096;  // of a repeated payload: more names help nobody, and every one is saved
constexpr std::uint32_t last_fragment = 0x80000000U;

std::string big_endian(std::uint32_t value) {
  std::string bytes;
  for (int shift = 24; shift >= 0; shift -= 8) bytes += static_cast<char>(value >> shift & 0xff);
  return bytes;
}

// Part of the payload, with what of its fields lies in it; a field that is cut is no number any more.
Payload slice(const Payload& payload, std::uint64_t from, std::uint64_t size) {
  Payload out{payload.bytes.substr(from, size), ""};
  for (const PayloadField& field : payload.fields) {
    const std::uint64_t begin = std::max(field.offset, from);
    const std::uint64_t end = std::min(field.offset + field.size, from + size);
    if (begin > end || (begin == end && field.size > 0)) continue;
    PayloadField part = field;
    part.offset = begin - from;
    part.size = end - begin;
    if (part.size != field.size && part.kind != FieldKind::any) part.kind = FieldKind::bytes;
    out.fields.push_back(part);
  }
  for (const std::uint32_t at : payload.xid_at)
    if (at >= from && at < from + size) out.xid_at.push_back(static_cast<std::uint32_t>(at - from));
  return out;
}

}  // namespace

void append(Payload& whole, const Payload& part) {
  const std::size_t before = whole.bytes.size();
  whole.bytes += part.bytes;
  for (PayloadField field : part.fields) {
    field.offset += before;
    whole.fields.push_back(std::move(field));
  }
  for (const std::uint32_t at : part.xid_at) whole.xid_at.push_back(static_cast<std::uint32_t>(before + at));
}

Payload repeated(const Payload& payload, std::uint64_t times) {
  Payload out;
  out.bytes.reserve(payload.bytes.size() * times);
  for (std::uint64_t i = 0; i < times; ++i) {
    append(out, payload);
    if (out.fields.size() > most_fields) out.fields.resize(most_fields);
  }
  out.origin = fmt::format("{} times {}", times,
                           payload.origin.empty() ? fmt::format("a text of {} bytes", payload.bytes.size()) : payload.origin);
  return out;
}

Payload as_record(const Payload& payload, const std::vector<std::uint64_t>& sizes) {
  std::vector<std::uint64_t> pieces = sizes;
  std::uint64_t rest = payload.bytes.size();
  for (const std::uint64_t size : sizes) rest -= size;
  if (rest > 0 || pieces.empty()) pieces.push_back(rest);
  Payload out;
  std::uint64_t from = 0;
  for (std::size_t i = 0; i < pieces.size(); ++i) {
    const std::uint32_t mark = static_cast<std::uint32_t>(pieces[i]) | (i + 1 == pieces.size() ? last_fragment : 0);
    append(out, {big_endian(mark), "", {{"the record mark", 0, 4, FieldKind::record_mark}}});
    append(out, slice(payload, from, pieces[i]));
    from += pieces[i];
  }
  const std::string what = payload.origin.empty() ? fmt::format("a text of {} bytes", payload.bytes.size()) : payload.origin;
  out.origin = pieces.size() == 1 ? what + ", as a record" : fmt::format("{}, as a record of {} fragments", what, pieces.size());
  return out;
}

Payload as_hexadecimal(const Payload& payload) {
  static constexpr std::string_view digits = "0123456789abcdef";
  Payload out;
  for (const char byte : payload.bytes) {
    out.bytes += digits[static_cast<unsigned char>(byte) >> 4];
    out.bytes += digits[static_cast<unsigned char>(byte) & 0xf];
  }
  for (PayloadField field : payload.fields) {
    field.offset *= 2;
    field.size *= 2;
    field.written = model::Written::hexadecimal;
    out.fields.push_back(std::move(field));
  }
  out.origin = fmt::format("{}, as hexadecimal digits", payload.origin.empty() ? "a text" : payload.origin);
  return out;
}

}  // namespace ipcgrade::scenario
