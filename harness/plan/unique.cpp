#include "plan/unique.hpp"

#include <fmt/format.h>

#include "model/placeholder.hpp"

namespace ipcgrade::plan {
namespace {

// The finaliser of splitmix64: a bijection, so different inputs stay different.
std::uint64_t mixed(std::uint64_t z) {
  z += 0x9e3779b97f4a7c15U;
  z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9U;
  z = (z ^ (z >> 27)) * 0x94d049bb133111ebU;
  return z ^ (z >> 31);
}

// FNV-1a: std::hash may differ between machines.
std::uint64_t hash_of(const std::string& text) {
  std::uint64_t hash = 0xcbf29ce484222325U;
  for (const char c : text) hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001b3U;
  return hash;
}

}  // namespace

Unique unique_values(std::uint64_t seed, const std::string& submission, std::size_t index) {
  const std::uint64_t run = mixed(seed ^ hash_of(submission));
  // The index stands in the token as it is, and ports are counted up: two trials of a run can never meet.
  const std::string token = fmt::format("{:08x}{:04x}", run >> 32, index);
  const std::uint64_t port = 20'000 + (run % 10'000 + index) % 10'000;
  return {mixed(run + index),
          {{"path", fmt::format("/tmp/ipcgrade-{}-fifo", token)},
           {"name", fmt::format("/ipcgrade-{}", token)},
           {"port", std::to_string(port)}}};
}

model::Payload fill(model::Payload payload, const Unique& unique) {
  if (payload.origin.empty()) payload.bytes = model::fill_placeholders(payload.bytes, unique.values);
  return payload;
}

}  // namespace ipcgrade::plan
