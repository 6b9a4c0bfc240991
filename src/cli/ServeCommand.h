#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <string>
#include <vector>

namespace daiban::cli {

class Context;

/// How the browser workstation is served.
struct ServeOptions {
    std::string address = "127.0.0.1";
    std::uint16_t port = 8420;
    std::filesystem::path ui;  ///< the built workstation; empty: beside the program
    std::filesystem::path certificate, key;
    bool ownAuthority = false;               ///< the station makes its own certificate
    std::string trustAddress = "127.0.0.1";  ///< of ownAuthority: where telephones learn to trust it, without TLS
    std::uint16_t trustPort = 8420;
    std::vector<std::pair<std::string, std::filesystem::path>> watched;  ///< office, folder
    std::filesystem::path backups;                                       ///< where backups are kept; empty: nowhere
    std::vector<std::string> hosts;                                      ///< names the station is called by
};

/// Serves until it is told to end; gives the exit code. The server is no room of the command line's: main brings it.
using Serve = std::function<int(Context&, const ServeOptions&)>;

}  // namespace daiban::cli
