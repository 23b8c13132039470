#include "plan/unique.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <concepts>

#include "base/hash.hpp"
#include "model/members.hpp"
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

}  // namespace

Unique unique_values(std::uint64_t seed, const std::string& submission, std::size_t index) {
  const std::uint64_t run = mixed(seed ^ base::fnv1a(submission));  // std::hash may differ between machines
  // The index stands in the token as it is, and ports are counted up: two trials of a run can never meet.
  const std::string token = fmt::format("{:08x}{:04x}", run >> 32, index);
  // Both ports lie below those that the kernel gives to clients (ip(7), ip_local_port_range: from 32768).
  const std::uint64_t number = (run % 10'000 + index) % 10'000;
  return {mixed(run + index),
          {{"path", fmt::format("/tmp/ipcgrade-{}-fifo", token)},
           {"name", fmt::format("/ipcgrade-{}", token)},
           {"name2", fmt::format("/ipcgrade-{}-2", token)},
           {"port", std::to_string(20'000 + number)},
           {"port2", std::to_string(10'000 + number)},
           {"group", fmt::format("239.255.{}.{}", number / 250, number % 250 + 1)}}};  // RFC 2365: for this site alone
}

namespace {

// Goes through the members of a trial (model/members.hpp), so that what is added to them is filled as well.
class Filler {
 public:
  explicit Filler(const Unique& unique) : unique_(unique) {}

  template <class T>
  Filler& operator()(std::string_view name, T& member) {
    if constexpr (std::same_as<T, std::string>) {
      if (std::find(texts.begin(), texts.end(), name) != texts.end()) member = model::fill_placeholders(member, unique_.values);
    } else if constexpr (std::same_as<T, model::Payload>) {
      member = fill(std::move(member), unique_);
    } else if constexpr (requires { members(*this, member); }) {
      members(*this, member);
    } else {
      inside(name, member);
    }
    return *this;
  }

 private:
  // Members that are text, by their names.
  static constexpr std::array<std::string_view, 6> texts = {"path", "name", "port", "local_port", "group", "leaves"};

  template <class T>
  void inside(std::string_view name, std::optional<T>& member) {
    if (member) (*this)(name, *member);
  }
  template <class T>
  void inside(std::string_view name, std::vector<T>& member) {
    for (T& element : member) (*this)(name, element);
  }
  template <class K, class T>
  void inside(std::string_view name, std::map<K, T>& member) {
    for (auto& [_, value] : member) (*this)(name, value);
  }
  template <class... T>
  void inside(std::string_view name, std::variant<T...>& member) {
    std::visit([&](auto& alternative) { (*this)(name, alternative); }, member);
  }
  void inside(std::string_view /*name*/, auto& /*number*/) {}

  const Unique& unique_;
};

}  // namespace

model::Payload fill(model::Payload payload, const Unique& unique) {
  if (payload.origin.empty()) payload.bytes = model::fill_placeholders(payload.bytes, unique.values);
  return payload;
}

void fill(model::Trial& trial, const Unique& unique) {
  Filler filler(unique);
  members(filler, trial);
}

}  // namespace ipcgrade::plan
