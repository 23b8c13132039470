// What the engine must make of every specimen. A row becomes a trial as README.md beside it says; the first line of each
// program repeats the verdict, and a test holds the two together.
#pragma once

#include <array>
#include <chrono>
#include <optional>
#include <string_view>

#include "model/assignment.hpp"
#include "model/object.hpp"
#include "model/verdict.hpp"

namespace ipcgrade::specimens {

enum class Input { closed, open };    // after `text` has been sent: the end of input, or nothing more
enum class Asked { exit_0, output };  // what the one step asks for beside `output`: that it ends with 0, or nothing

struct Row {
  std::string_view program;
  model::VerdictClass verdict = model::VerdictClass::passed;  // the headline
  std::optional<model::ObjectKind> blocks_on = {};            // in the last snapshot some thread waits on such an object
  std::optional<std::string_view> output = {};                // standard output, all of it
  std::string_view argument = {};                             // the only one; none where it is empty
  Input input = Input::closed;
  std::string_view text = {};
  Asked asked = Asked::exit_0;
  std::chrono::milliseconds cpu = model::Limits{}.cpu;  // the trial's limit
};

namespace rows {

using enum model::VerdictClass;
using model::ObjectKind;

// Dangerous outside a trial: the program ends at once with status 2 unless it gets this word.
inline constexpr std::string_view in_a_trial = "--in-a-trial";

constexpr Row passes(std::string_view program, std::string_view output) { return {.program = program, .output = output}; }
constexpr Row gets(std::string_view program, model::VerdictClass verdict) { return {.program = program, .verdict = verdict}; }
constexpr Row deadlocks(std::string_view program, ObjectKind on, std::string_view argument = {}) {
  return {.program = program, .verdict = deadlock, .blocks_on = on, .argument = argument};
}
constexpr Row waits(std::string_view program, ObjectKind on) {
  return {.program = program, .verdict = waits_for_input, .blocks_on = on, .input = Input::open};
}
constexpr Row risky(std::string_view program, model::VerdictClass verdict, std::optional<std::string_view> output) {
  return {.program = program, .verdict = verdict, .output = output, .argument = in_a_trial};
}

inline constexpr std::string_view defaults =
    "signals: 0 not default, 0 blocked\numask 022, descriptors 0 1 2\ninput pipe, own session\na user, C.UTF-8 UTC\ncapabilities "
    "0\n";

inline constexpr std::string_view ten_each = "writev 10\nsendmsg 10\nsendmmsg 10\nreadv 10\nrecvmsg 10\nrecvmmsg 10\n";

// clang-format off
inline constexpr std::array all = {
    // pipes and FIFOs
    deadlocks("blocks_on_pipe_read", ObjectKind::pipe),
    deadlocks("blocks_on_pipe_write", ObjectKind::pipe),
    deadlocks("blocks_in_poll_on_pipe", ObjectKind::pipe),
    deadlocks("blocks_in_select", ObjectKind::pipe),
    deadlocks("blocks_in_epoll", ObjectKind::pipe),
    deadlocks("blocks_on_empty_epoll", ObjectKind::epoll),
    passes("epoll_filled_by_another_thread", "1\n"),
    deadlocks("child_keeps_write_end", ObjectKind::pipe),
    deadlocks("child_keeps_write_end_static", ObjectKind::pipe),
    deadlocks("both_pipes_full", ObjectKind::pipe),
    deadlocks("mutual_wait_two_pipes", ObjectKind::pipe),
    deadlocks("three_process_ring", ObjectKind::pipe),
    deadlocks("deadlock_beside_heartbeat", ObjectKind::pipe),
    deadlocks("deadlock_beside_heartbeat", ObjectKind::pipe, "1"),
    deadlocks("closes_stdin_then_waits", ObjectKind::pipe),
    deadlocks("blocks_in_fifo_open", ObjectKind::fifo),
    deadlocks("blocks_in_fifo_read", ObjectKind::fifo),
    passes("fifo_open_meets_peer", "met\n"),
    passes("retries_open_before_peer", "sent\n"),
    passes("dup_then_close", "5 0\n"),
    passes("close_range_eof", "0\n"),
    passes("exec_cloexec_eof", "0\n"),
    passes("splices_between_pipes", "spliced\n"),
    passes("many_pipes_of_64k", "39321600\n"),
    passes("finds_room_in_a_pipe", "65536\n"),
    passes("writes_from_nowhere", "1 1 0\n"),
    Row{.program = "pipe_ping_pong", .output = "100\n", .argument = "100"},
    // futexes
    deadlocks("blocks_on_mutex", ObjectKind::private_futex),
    deadlocks("blocks_on_mutex_static", ObjectKind::private_futex),
    deadlocks("crossed_mutexes", ObjectKind::private_futex),
    deadlocks("joins_thread_that_waits", ObjectKind::private_futex),
    deadlocks("waits_on_condition_for_ever", ObjectKind::private_futex),
    deadlocks("blocks_on_shared_semaphore", ObjectKind::shared),
    deadlocks("shared_mutex_of_the_dead", ObjectKind::shared),
    passes("semaphore_between_processes", "3 turns\n"),
    passes("semaphore_posted_after_sleep", "posted\n"),
    passes("semaphore_yields_then_blocks", "acquired\n"),
    passes("cond_timedwait_is_blocking", "ready\n"),
    deadlocks("shared_condition_for_ever", ObjectKind::shared),
    deadlocks("pi_mutex_deadlock", ObjectKind::shared),
    passes("robust_mutex_owner_dies", "EOWNERDEAD\n"),
    // sockets
    waits("blocks_in_accept", ObjectKind::tcp),
    deadlocks("blocks_on_tcp_read", ObjectKind::tcp),
    deadlocks("tcp_pair_deadlock", ObjectKind::tcp),
    deadlocks("client_writes_all_first", ObjectKind::tcp),
    deadlocks("connects_to_full_backlog", ObjectKind::tcp),
    deadlocks("blocks_in_poll_on_sockets", ObjectKind::tcp),
    deadlocks("blocks_in_epoll_on_sockets", ObjectKind::tcp),
    passes("connects_when_there_is_room", "3\n"),
    passes("header_and_body_over_tcp", "100\n"),
    passes("echoes_much_over_tcp", "8388608\n"),
    passes("receive_timeout_is_no_deadlock", "EAGAIN\n"),
    waits("blocks_in_udp_receive", ObjectKind::udp),
    passes("udp_ping_pong", "100\n"),
    passes("moves_vectors_and_messages", ten_each),
    Row{.program = "moves_vectors_and_messages", .output = ten_each, .argument = "packets"},
    deadlocks("unix_pair_deadlock", ObjectKind::unix_socket),
    deadlocks("both_unix_ends_full", ObjectKind::unix_socket),
    waits("blocks_in_unix_accept", ObjectKind::unix_socket),
    deadlocks("unix_client_nobody_accepts", ObjectKind::unix_socket),
    // queues, System V semaphores, eventfd
    deadlocks("blocks_in_mq_receive", ObjectKind::queue),
    deadlocks("blocks_in_mq_send", ObjectKind::queue),
    deadlocks("blocks_in_poll_on_queue", ObjectKind::queue),
    deadlocks("two_queues_deadlock", ObjectKind::queue),
    passes("mq_timedreceive_is_no_deadlock", "ETIMEDOUT\n"),
    deadlocks("blocks_in_msgrcv", ObjectKind::queue, in_a_trial),
    deadlocks("blocks_in_msgsnd", ObjectKind::queue, in_a_trial),
    deadlocks("msgrcv_two_processes", ObjectKind::queue, in_a_trial),
    deadlocks("blocks_in_semop", ObjectKind::semaphore, in_a_trial),
    deadlocks("blocks_on_eventfd", ObjectKind::event),
    passes("eventfd_between_processes", "100\n"),
    // names and keys
    risky("leaves_queue", leak, {}),
    risky("leaves_system_v_queue", leak, {}),
    risky("leaves_named_semaphore", leak, {}),
    gets("leaves_socket", leak),
    passes("removes_what_it_made", "0\n"),
    // children
    waits("blocks_in_waitpid", ObjectKind::child),
    deadlocks("parent_waits_child_waits", ObjectKind::child),
    deadlocks("blocks_in_vfork", ObjectKind::pipe),
    passes("vfork_exec", "from vfork\n"),
    passes("vfork_exec_static", "from vfork\n"),
    passes("ignores_sigchld", "-1\n"),
    passes("stops_and_continues", "stopped\n"),
    passes("three_generations", "3\n2\n1\n"),
    passes("orphan_ends_by_itself", "orphan\n"),
    passes("many_children_in_turn", "300\n"),
    passes("reaps_without_asking_who", "2\n"),
    gets("leaves_zombie", zombie),
    gets("leaves_running_child", zombie),
    gets("double_fork_daemon", leak),
    gets("leaves_fifo", leak),
    // locks
    deadlocks("flock_deadlock", ObjectKind::lock),
    deadlocks("fcntl_lock_blocks", ObjectKind::lock),
    passes("flock_is_handed_over", "locked\n"),
    // the harness's ends
    waits("waits_for_stdin", ObjectKind::input),
    Row{.program = "waits_for_stdin", .output = "some text\n", .text = "some text\n"},
    Row{.program = "reads_beside_heartbeat", .output = "some text\n", .text = "some text\n"},
    waits("waits_for_stdin_in_poll", ObjectKind::input),
    waits("waits_a_minute_at_most", ObjectKind::input),
    Row{.program = "nonblocking_stdin", .output = "nothing yet\n", .input = Input::open},
    Row{.program = "not_flushed", .verdict = not_flushed, .blocks_on = ObjectKind::input, .output = "name? ", .input = Input::open,
        .asked = Asked::output},
    // time and signals
    passes("sleeps_then_exits", "slept\n"),
    passes("sleeps_by_poll", "slept\n"),
    passes("alarm_ends_pause", "rang\n"),
    passes("waits_on_timerfd", "1\n"),
    passes("polls_timerfd", "timer\n"),
    passes("waits_on_timerfd_many_times", "100\n"),
    deadlocks("blocks_on_timerfd_not_set", ObjectKind::timer),
    passes("signal_between_processes", "SIGUSR1\n"),
    passes("sigsuspend_is_woken_by_child", "SIGCHLD handled\n"),
    passes("sigaction_restart_counts_once", "read 1\n"),
    passes("restarted_read_gets_all", "read 5\n"),
    passes("handler_on_a_higher_stack", "read 1, handler above\n"),
    passes("leaves_a_handler_by_siglongjmp", "read 1\n"),
    passes("reads_until_not_interrupted", "3\n"),
    passes("signal_interrupts_read", "EINTR\n"),
    passes("kills_own_group", "handled\n"),
    waits("sleeps_forever_in_pause", ObjectKind::signal),
    waits("sleeps_forever_in_select", ObjectKind::signal),
    waits("sleeps_forever_in_poll", ObjectKind::signal),
    passes("polls_mounts", "0\n"),
    waits("waits_in_sigwait", ObjectKind::signal),
    waits("waits_on_signalfd", ObjectKind::signal),
    waits("ends_some_time_after_sigterm", ObjectKind::signal),
    deadlocks("blocks_after_sigwait_took_the_alarm", ObjectKind::pipe),
    deadlocks("blocks_beside_a_timer_of_cpu_time", ObjectKind::pipe),
    passes("timer_at_an_hour_ends_pause", "rang\n"),
    passes("signal_through_a_pidfd", "7\n"),
    // what tracing must not change
    passes("sigchld_does_not_interrupt_epoll", "0\n"),
    passes("sigchld_does_not_interrupt_epoll_pwait", "0\n"),
    passes("sigchld_does_not_interrupt_ppoll", "0\n"),
    passes("sigchld_does_not_interrupt_pselect", "0\n"),
    passes("sigchld_does_not_interrupt_sigtimedwait", "EAGAIN\n"),
    passes("sigchld_does_not_interrupt_semop", "EAGAIN\n"),
    passes("sigchld_does_not_interrupt_recv", "EAGAIN\n"),
    passes("sigchld_does_not_cut_a_write", "1048576\n"),
    passes("sigchld_does_not_cut_a_writev", "1048576\n"),
    passes("sigwait_takes_sigwinch", "SIGWINCH\n"),
    passes("blocked_sigurg_is_kept", "1\n"),
    passes("sigchld_reaches_sigtimedwait", "SIGCHLD\n"),
    // busy waits and polling
    gets("busy_flag_loop", busy_wait),
    gets("busy_shared_flag", busy_wait),
    gets("busy_counter_loop", busy_wait),
    gets("busy_trywait", busy_wait),
    gets("busy_sched_yield", busy_wait),
    gets("busy_eagain_read", busy_wait),
    gets("busy_zero_poll", busy_wait),
    gets("busy_waitpid_nohang", busy_wait),
    gets("polling_usleep_eagain", polling),
    gets("polling_flag_usleep", polling),
    gets("polling_waitpid_nohang", polling),
    passes("timed_poll_on_object_is_no_polling", "data\n"),
    passes("paced_writer", "1\n2\n3\n4\n"),
    // threads, exec, other ways to run
    passes("starts_threads_and_joins", "4000\n"),
    passes("starts_threads_and_joins_static", "4000\n"),
    passes("threads_exit_group", "bye\n"),
    passes("main_thread_exits_first", "the last\n"),
    passes("thread_forks", "7\n"),
    passes("exec_in_thread", "from a thread\n"),
    passes("exec_chain", "0\n1\n2\n3\n"),
    passes("exec_fails", "ENOENT\n"),
    passes("script.sh", "from a script\n"),
    passes("script.py", "from a script\n"),
    // ends
    gets("crashes_null", crash),
    gets("overflows_stack", crash),
    gets("child_crashes", crash),
    gets("aborts", crash),
    gets("exits_by_sigpipe", wrong_exit),
    gets("exits_three", wrong_exit),
    Row{.program = "sleeps_an_hour", .verdict = still_running, .output = "done\n"},
    Row{.program = "says_other_words", .verdict = wrong_output, .output = "hello\n"},
    // limits
    gets("forks_without_end", runaway),
    risky("fork_bomb", runaway, {}),
    gets("writes_without_end", runaway),
    gets("allocates_without_end", runaway),
    gets("fills_disk", runaway),
    passes("no_space_but_on_disk", "ENOSPC\n"),
    passes("opens_a_note", "no note\n"),
    Row{.program = "threads_at_the_process_limit", .output = "0\n", .argument = "63"},
    Row{.program = "burns_cpu", .verdict = runaway, .cpu = std::chrono::milliseconds(100)},
    Row{.program = "takes_long_to_exit", .cpu = std::chrono::milliseconds(2500)},  // what is left is for a slow machine's end
    // what a trial does not let through
    risky("kills_everything", passed, "still here\n"),
    risky("kills_parent", passed, "still here\n"),
    risky("deletes_own_files", passed, "gone\n"),
    passes("clone_untraced", "EPERM\n"),
    passes("clone3_enosys", "ENOSYS\n"),
    passes("io_uring_enosys", "ENOSYS\n"),
    passes("foreign_abi", "ENOSYS\n"),
    passes("prlimit_on_tracer", "EPERM\n"),
    passes("setpriority_has_no_effect", "0 unchanged 0\n"),
    passes("inherits_defaults", defaults),
};
// clang-format on

}  // namespace rows

inline constexpr const auto& table = rows::all;

}  // namespace ipcgrade::specimens
