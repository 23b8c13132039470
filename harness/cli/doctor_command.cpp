#include "cli/command.hpp"
#include "cli/output.hpp"
#include "engine/doctor.hpp"

namespace ipcgrade::cli {

Action declare_doctor(CLI::App&, const Globals&) {
  return [] {
    const engine::Diagnosis diagnosis = engine::doctor();
    print(diagnosis.text);
    return diagnosis.can_grade ? exit_passed : exit_trouble;
  };
}

}  // namespace ipcgrade::cli
