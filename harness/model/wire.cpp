#include "model/wire.hpp"

#include <cereal/archives/binary.hpp>
#include <cereal/types/chrono.hpp>
#include <cereal/types/map.hpp>
#include <cereal/types/optional.hpp>
#include <cereal/types/string.hpp>
#include <cereal/types/variant.hpp>
#include <cereal/types/vector.hpp>
#include <sstream>

#include "model/members.hpp"

// How cereal takes a type of ours apart: by its list of members. It finds these by argument-dependent look-up.

namespace ipcgrade::model {
namespace {

template <class Archive>
struct Visitor {
  Archive& archive;
  Visitor& operator()(const char* /*name*/, auto& member) {
    archive(member);
    return *this;
  }
};

template <class T>
concept Described = requires(Visitor<cereal::BinaryOutputArchive>& visitor, T& value) {
  members(visitor, value);
};

}  // namespace

template <class Archive, Described T>
void serialize(Archive& archive, T& value) {
  Visitor<Archive> visitor{archive};
  members(visitor, value);
}

}  // namespace ipcgrade::model

namespace ipcgrade::base {
template <class Archive>
void serialize(Archive& archive, Position& value) {
  model::serialize(archive, value);
}
}  // namespace ipcgrade::base

namespace ipcgrade::model {

namespace {

// A long trace is tens of megabytes: read where it lies.
class Source : public std::streambuf {
 public:
  explicit Source(std::string_view bytes) {
    char* const begin = const_cast<char*>(bytes.data());  // std::streambuf has no const form; nothing is put back
    setg(begin, begin, begin + bytes.size());
  }
};

template <class T>
std::string to_bytes(const T& value) {
  std::ostringstream out;
  cereal::BinaryOutputArchive archive(out);
  archive(value);
  return std::move(out).str();
}

template <class T>
T from_bytes(std::string_view bytes) {
  Source source(bytes);
  std::istream in(&source);
  cereal::BinaryInputArchive archive(in);
  T value;
  archive(value);
  return value;
}

}  // namespace

std::string encode(const Trial& trial) { return to_bytes(trial); }
std::string encode(const Trace& trace) { return to_bytes(trace); }
std::string encode(const BuildOrder& order) { return to_bytes(order); }
std::string encode(const std::vector<BuildResult>& results) { return to_bytes(results); }
Trial decode_trial(std::string_view bytes) { return from_bytes<Trial>(bytes); }
Trace decode_trace(std::string_view bytes) { return from_bytes<Trace>(bytes); }
BuildOrder decode_build_order(std::string_view bytes) { return from_bytes<BuildOrder>(bytes); }
std::vector<BuildResult> decode_build_results(std::string_view bytes) { return from_bytes<std::vector<BuildResult>>(bytes); }

}  // namespace ipcgrade::model
