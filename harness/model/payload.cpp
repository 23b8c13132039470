#include "model/payload.hpp"

#include <algorithm>

#include "base/ensure.hpp"

namespace ipcgrade::model {
namespace {

constexpr std::size_t xid_size = 4;

std::uint32_t big_endian(std::string_view bytes) {
  std::uint32_t value = 0;
  for (const char byte : bytes) value = value << 8 | static_cast<unsigned char>(byte);
  return value;
}

}  // namespace

std::string answer_bytes(const Payload& answer, std::string_view request_xid) {
  ENSURE(request_xid.size() == xid_size, "an xid has four bytes");
  std::string bytes = answer.bytes;
  for (const std::uint32_t at : answer.xid_at) {
    const std::uint32_t xid = big_endian(request_xid) + big_endian(std::string_view(answer.bytes).substr(at, xid_size));
    for (std::size_t i = 0; i < xid_size; ++i) bytes[at + i] = static_cast<char>(xid >> (24 - 8 * i) & 0xff);
  }
  return bytes;
}

std::string overlooking_any(const Payload& wanted, std::string_view actual) {
  std::string out(actual);
  for (const PayloadField& field : wanted.fields) {
    if (field.kind != FieldKind::any || field.offset >= out.size()) continue;
    const auto size = std::min<std::size_t>(field.size, out.size() - field.offset);
    out.replace(field.offset, size, wanted.bytes, field.offset, size);
  }
  return out;
}

std::map<std::string, std::string> any_values(const Payload& wanted, std::string_view actual) {
  std::map<std::string, std::string> values;
  for (const PayloadField& field : wanted.fields)
    if (field.kind == FieldKind::any && field.offset + field.size <= actual.size())
      values.emplace(field.name, actual.substr(field.offset, field.size));
  return values;
}

}  // namespace ipcgrade::model
