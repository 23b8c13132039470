// Where in a program something happens: a place in its source, and a call that a fault can be put at.
#pragma once

#include <cstdint>
#include <string>

#include "model/object.hpp"

namespace ipcgrade::model {

// A place in a program; empty members are not known (no -g, stripped).
struct Site {
  std::string function;
  std::string file;  // relative to the submission where it lies in it
  int line = 0;

  bool operator==(const Site&) const = default;
};

// A call at which a fault could strike. The first three members name it in every run of a program that does the same again.
struct Point {
  std::string process;    // its label
  std::string call;       // of the system
  std::uint32_t nth = 0;  // of this process's calls that a fault at `call` counts
  ObjectKind object = ObjectKind::unknown;
  bool waits = false;      // it can wait, as it is called: a signal could interrupt it
  std::uint64_t size = 0;  // bytes that it asks for, of a call that moves them through a stream: so many could be cut short
  Site site;
};

// How often the address of a fault was met, once its step was taken, and how often the fault struck.
struct FaultCount {
  std::uint32_t step = 0;
  std::uint32_t seen = 0;
  std::uint32_t struck = 0;
};

}  // namespace ipcgrade::model
