// The harness's ends of the roles' standard streams: what is sent, what has arrived, who still has input to come.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "engine/recorder.hpp"
#include "engine/tracer/launch.hpp"
#include "engine/world.hpp"
#include "model/plan.hpp"

namespace ipcgrade::engine {

class Roles {
 public:
  Roles(World& world, Recorder& recorder) : world_(world), recorder_(recorder) {}

  void add(model::ProcessIndex process, const model::Launch& launch, tracer::Launched launched);
  // Lets a launched program go.
  void open_gate(model::ProcessIndex process);

  void send(model::ProcessIndex process, const std::string& bytes);
  void close_input(model::ProcessIndex process);
  void close_all_inputs();

  enum class Progress : std::uint8_t { none, some };
  // Reads what has come and writes what there is room for; afterwards the harness owes nobody anything.
  Progress exchange();
  Progress drain();

  [[nodiscard]] bool input_open(const model::Object& pipe) const;
  [[nodiscard]] std::uint64_t output_bytes() const { return output_bytes_; }
  [[nodiscard]] const std::string& output(model::ProcessIndex process, int stream) const;

  struct Role {
    model::ProcessIndex process = model::nobody;
    model::AtEnd at_end = model::AtEnd::exits;
    std::vector<std::string> argv;
    base::Fd gate;
    base::Fd input;
    base::Fd streams[2];
    std::uint64_t input_inode = 0;
    std::string unsent;
    bool closing = false;
    std::size_t first_stream = 0;  // in the trace: standard output, then standard error
  };
  [[nodiscard]] const std::vector<Role>& all() const { return roles_; }
  [[nodiscard]] const Role* find(model::ProcessIndex process) const;

 private:
  [[nodiscard]] Role* role_of(model::ProcessIndex process);
  Progress drain(Role& role, int stream);
  Progress push(Role& role);

  World& world_;
  Recorder& recorder_;
  std::vector<Role> roles_;
  std::uint64_t output_bytes_ = 0;
};

}  // namespace ipcgrade::engine
