// What a campaign tells while it works. Calls come from several threads: whoever listens keeps a lock of its own.
#pragma once

#include <cstddef>
#include <string>

#include "model/report.hpp"

namespace ipcgrade::campaign {

class Progress {
 public:
  Progress() = default;
  Progress(const Progress&) = delete;
  Progress& operator=(const Progress&) = delete;
  virtual ~Progress() = default;

  virtual void building(const std::string& /*submission*/) {}
  virtual void running(const std::string& /*submission*/, std::size_t /*scenarios*/) {}
  virtual void settled(const std::string& /*submission*/, const model::ScenarioResult& /*result*/) {}
};

}  // namespace ipcgrade::campaign
