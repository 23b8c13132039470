#include "model/oracle_names.hpp"

namespace ipcgrade::model {

const std::vector<OracleName>& guards() {
  static const std::vector<OracleName> rows = {
      {"no-crash", "no process dies of a signal of its own making, such as SIGSEGV"},
      {"no-deadlock", "no processes wait for each other for ever"},
      {"no-busy-wait", "who waits sleeps: no spinning, and no looking again after every short sleep"},
      {"no-leak", "no named object and no process is left behind"},
      {"no-zombie", "a role waits for its children before it ends"},
  };
  return rows;
}

const std::vector<std::string>& guard_names() {
  static const std::vector<std::string> names = [] {
    std::vector<std::string> out;
    for (const OracleName& guard : guards()) out.push_back(guard.name);
    return out;
  }();
  return names;
}

}  // namespace ipcgrade::model
