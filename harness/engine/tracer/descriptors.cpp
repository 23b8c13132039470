#include "engine/tracer/descriptors.hpp"

#include <sys/resource.h>

#include <optional>

namespace ipcgrade::engine::tracer {
namespace {

std::optional<rlimit> given;

}  // namespace

void take_all_descriptors() noexcept {
  rlimit limit{};
  if (given || getrlimit(RLIMIT_NOFILE, &limit) != 0) return;
  given = limit;
  limit.rlim_cur = limit.rlim_max;
  setrlimit(RLIMIT_NOFILE, &limit);
}

void give_descriptors_back() noexcept {
  if (given) setrlimit(RLIMIT_NOFILE, &*given);
}

}  // namespace ipcgrade::engine::tracer
