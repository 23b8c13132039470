#include "oracles/table.hpp"

#include <algorithm>

namespace ipcgrade::oracles {

const std::vector<Oracle>& table() {
  using enum Judged;
  static const std::vector<Oracle> rows = {
      {"machine", always, "the machine could run the trial to its end", machine},
      {"start", always, "every role's program can be started", start},
      {"faults", always, "every fault of the scenario strikes", faults},
      {"limits", always, "no limit on processor time, output, processes, memory or files is reached", limits},
      {"steps", always, "every step of the scenario holds, and every role ends by itself", steps},
      {"mechanism", always, "the bytes travelled through the kind of object that the task asks for", mechanism},
      {"items", always, "every item that was produced is consumed once, and each producer's in order", items},
      {"history", always, "some order of the calls, each between its call and its return, explains what they returned", history},
      {"no-crash", where_named, "no process dies of a signal of its own making, such as SIGSEGV", no_crash},
      {"no-deadlock", where_named, "no processes wait for each other for ever", no_deadlock},
      {"no-busy-wait", where_named, "who waits sleeps: no spinning, and no looking again after every short sleep", no_busy_wait},
      {"no-leak", where_named, "no named object and no process is left behind", no_leak},
      {"no-zombie", where_named, "a role waits for its children before it ends", no_zombie},
  };
  return rows;
}

const Oracle* find(std::string_view name) {
  const auto found = std::find_if(table().begin(), table().end(), [&](const Oracle& oracle) { return oracle.name == name; });
  return found == table().end() ? nullptr : &*found;
}

}  // namespace ipcgrade::oracles
