// What the command line asks the generator for.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace unmta::generator {

enum class Tls : std::uint8_t
{
    None,
    Full,    // each connection begins anew
    Resumed, // all go on from one session, over and over
    Browser, // a ticket is used once (RFC 8446 appendix C.4): without a new one the next handshake is a full one
};

struct Options
{
    int port = 0;
    std::string host;                  // for SNI
    std::vector<std::string> requests; // whole, taken in turn
    std::string expect = "200";        // what every answer begins with
    Tls tls = Tls::None;
    bool keepsAlive = true;
    int connections = 64;
    double seconds = 2; // 0: only connects and waits
    double rate = 0;    // requests a second, whether answered or not; 0: as many as the server answers
};

// Ends the program with a word on what is wrong.
[[nodiscard]] Options readOptions(int argc, char **argv);

} // namespace unmta::generator
