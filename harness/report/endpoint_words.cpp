#include "report/endpoint_words.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/file.h>
#include <sys/mman.h>

#include <array>

#include "oracles/naming.hpp"
#include "oracles/printable.hpp"

namespace ipcgrade::report {

using namespace model;
using oracles::call_name;
using oracles::count_of;

namespace {

std::string queue_of(const Scene& scene, ProcessIndex process, const Called& called) {
  const std::string name = object_of(scene, process, called);
  return fmt::format("{}({})", call_name(called.call), called.arguments[0]) + (name.empty() ? "" : " " + name);
}

std::string message_words(const Called& called) {
  const std::string bytes = count_of(called.payload.size(), "byte");
  return fmt::format("{} \"{}\"", bytes, oracles::printable(std::string_view(called.payload).substr(0, shown_bytes)));
}

}  // namespace

std::string making_socket(const Scene& scene, ProcessIndex /*process*/, const Called& called) {
  const std::string call = fmt::format("{}()", call_name(called.call));
  if (called.result < 0) return fmt::format("{} → {}", call, error_words(called.result));
  const std::string name = scene.objects.name(called.object);
  return fmt::format("{} → fd {}{}", call, called.result, name.empty() ? "" : ", " + name);
}

std::string making_pair(const Scene& scene, ProcessIndex /*process*/, const Called& called) {
  if (called.result < 0) return fmt::format("socketpair() → {}", error_words(called.result));
  return fmt::format("socketpair() makes {}: fd {} and fd {} are its ends", scene.objects.name(called.object), called.fd,
                     called.second_fd);
}

// `payload` holds the address in words.
std::string at_address(const Scene& /*scene*/, ProcessIndex /*process*/, const Called& called) {
  const std::string to = called.payload.empty() ? "" : fmt::format(" to {}", oracles::printable(called.payload));
  return fmt::format("{}({}){}{}", call_name(called.call), called.arguments[0], to,
                     called.result < 0 ? " → " + error_words(called.result) : "");
}

std::string listening(const Scene& /*scene*/, ProcessIndex /*process*/, const Called& called) {
  if (called.result < 0) return fmt::format("listen({}) → {}", called.arguments[0], error_words(called.result));
  return fmt::format("listen({}): clients may connect from now on", called.arguments[0]);
}

std::string accepting(const Scene& scene, ProcessIndex /*process*/, const Called& called) {
  const std::string call = fmt::format("accept({})", called.arguments[0]);
  if (called.result < 0) return fmt::format("{} → {}", call, error_words(called.result));
  const std::string name = scene.objects.name(called.object);
  return fmt::format("{} → fd {}{}", call, called.result, name.empty() ? "" : ", " + name);
}

std::string shutting(const Scene& /*scene*/, ProcessIndex /*process*/, const Called& called) {
  static constexpr std::array ways = {"will read no more", "will send no more", "will neither read nor send any more"};
  const std::string call = fmt::format("shutdown({})", called.arguments[0]);
  if (called.result < 0) return fmt::format("{} → {}", call, error_words(called.result));
  return called.arguments[1] < ways.size() ? fmt::format("{}: {}", call, ways[called.arguments[1]]) : call;
}

std::string sending_message(const Scene& scene, ProcessIndex process, const Called& called) {
  const std::string call = queue_of(scene, process, called);
  return called.result < 0 ? fmt::format("{} → {}", call, error_words(called.result))
                           : fmt::format("{}: {}", call, message_words(called));
}

std::string receiving_message(const Scene& scene, ProcessIndex process, const Called& called) {
  const std::string call = queue_of(scene, process, called);
  return fmt::format("{} → {}", call, called.result < 0 ? error_words(called.result) : message_words(called));
}

std::string getting(const Scene& scene, ProcessIndex /*process*/, const Called& called) {
  const auto key = static_cast<std::uint32_t>(called.arguments[0]);
  const std::string call = key == 0 ? fmt::format("{}(IPC_PRIVATE)", called.call) : fmt::format("{}({:#x})", called.call, key);
  if (called.result < 0) return fmt::format("{} → {}", call, error_words(called.result));
  const std::string name = scene.objects.name(called.object);
  return fmt::format("{} → identifier {}{}", call, called.result, name.empty() ? "" : ", " + name);
}

std::string lowering(const Scene& /*scene*/, ProcessIndex /*process*/, const Called& called) {
  return fmt::format("semop({}){}", called.arguments[0], called.result < 0 ? " → " + error_words(called.result) : "");
}

std::string looking(const Scene& /*scene*/, ProcessIndex /*process*/, const Called& called) {
  const std::string call = fmt::format("{}()", call_name(called.call));
  if (called.result < 0) return fmt::format("{} → {}", call, error_words(called.result));
  return called.result == 0 ? call + " → nothing is ready" : fmt::format("{} → {} ready", call, called.result);
}

std::string controlling(const Scene& /*scene*/, ProcessIndex /*process*/, const Called& called) {
  const auto fd = called.arguments[0];
  const auto command = called.arguments[1];
  const std::string end = called.result < 0 ? " → " + error_words(called.result) : "";
  if (command == F_SETFL && (called.arguments[2] & O_NONBLOCK) != 0)
    return fmt::format("fcntl({}) sets O_NONBLOCK: calls on it no longer wait{}", fd, end);
  if (command == F_SETLKW || command == F_SETLK) return fmt::format("fcntl({}) locks or unlocks{}", fd, end);
  return fmt::format("fcntl({}){}", fd, end);
}

std::string locking(const Scene& /*scene*/, ProcessIndex /*process*/, const Called& called) {
  const std::string call = fmt::format("flock({})", called.arguments[0]);
  if (called.result < 0) return fmt::format("{} → {}", call, error_words(called.result));
  if ((called.arguments[1] & LOCK_UN) != 0) return call + " gives the lock back";
  return call + ((called.arguments[1] & LOCK_SH) != 0 ? " takes a shared lock" : " takes the lock");
}

std::string sizing(const Scene& /*scene*/, ProcessIndex /*process*/, const Called& called) {
  return fmt::format("ftruncate({}) to {}{}", called.arguments[0], count_of(called.arguments[1], "byte"),
                     called.result < 0 ? " → " + error_words(called.result) : "");
}

std::string mapping(const Scene& scene, ProcessIndex process, const Called& called) {
  const std::string object = object_of(scene, process, called);
  const std::string call = fmt::format("mmap(fd {}){}", called.fd, object.empty() ? "" : " of " + object);
  if (called.result < 0) return fmt::format("{} → {}", call, error_words(called.result));
  const bool writable = (called.arguments[2] & PROT_WRITE) != 0;
  return fmt::format("{}: {} bytes shared, {}", call, called.arguments[1], writable ? "to read and write" : "to read");
}

}  // namespace ipcgrade::report
