// Calls on sockets, queues and what else has two sides, in the words of report/call_words.hpp: one function a form of sentence.
#pragma once

#include <string>

#include "model/trace.hpp"
#include "report/call_words.hpp"

namespace ipcgrade::report {

[[nodiscard]] std::string making_socket(const Scene& scene, model::ProcessIndex process, const model::Called& called);
[[nodiscard]] std::string making_pair(const Scene& scene, model::ProcessIndex process, const model::Called& called);
[[nodiscard]] std::string at_address(const Scene& scene, model::ProcessIndex process, const model::Called& called);
[[nodiscard]] std::string listening(const Scene& scene, model::ProcessIndex process, const model::Called& called);
[[nodiscard]] std::string accepting(const Scene& scene, model::ProcessIndex process, const model::Called& called);
[[nodiscard]] std::string shutting(const Scene& scene, model::ProcessIndex process, const model::Called& called);
[[nodiscard]] std::string sending_message(const Scene& scene, model::ProcessIndex process, const model::Called& called);
[[nodiscard]] std::string receiving_message(const Scene& scene, model::ProcessIndex process, const model::Called& called);
[[nodiscard]] std::string getting(const Scene& scene, model::ProcessIndex process, const model::Called& called);
[[nodiscard]] std::string lowering(const Scene& scene, model::ProcessIndex process, const model::Called& called);
[[nodiscard]] std::string looking(const Scene& scene, model::ProcessIndex process, const model::Called& called);
[[nodiscard]] std::string controlling(const Scene& scene, model::ProcessIndex process, const model::Called& called);
[[nodiscard]] std::string locking(const Scene& scene, model::ProcessIndex process, const model::Called& called);
[[nodiscard]] std::string sizing(const Scene& scene, model::ProcessIndex process, const model::Called& called);
[[nodiscard]] std::string mapping(const Scene& scene, model::ProcessIndex process, const model::Called& called);

}  // namespace ipcgrade::report
