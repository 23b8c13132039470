// Peers in the words of the story: what the scenario has them do, and what they did and saw.
#pragma once

#include <string>

#include "model/peer.hpp"

namespace ipcgrade::report {

// "connect c1 to port 20001", "reset c1".
[[nodiscard]] std::string words_for_peer(const model::OpenPeer& order);
[[nodiscard]] std::string words_for_peer(const model::SendToPeer& send);
[[nodiscard]] std::string words_for_peer(const model::TellPeer& tell);
// What follows its name: "receives 3 bytes "abc"".
[[nodiscard]] std::string words_for_peer(const model::PeerDid& did);

}  // namespace ipcgrade::report
