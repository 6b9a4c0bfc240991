#include "cli/ServeCommand.h"

#include <CLI/CLI.hpp>
#include <memory>

#include "cli/AllCommands.h"
#include "cli/Context.h"

namespace daiban::cli {

namespace {

struct ServeArguments {
    ServeOptions options;
    std::string listen;
    std::string tls;
    std::string trust;
    std::vector<std::string> watched;
};

/// "127.0.0.1:8420", "[::1]:8420", ":8420" on all addresses.
void takeAddress(const std::string& text, std::string& address, std::uint16_t& number) {
    const auto colon = text.rfind(':');
    const std::string port = colon == std::string::npos ? "" : text.substr(colon + 1);
    if (port.empty() || port.size() > 5 || port.find_first_not_of("0123456789") != std::string::npos ||
        std::stoi(port) > 65535)
        throw base::Error(base::ErrorKind::BadArguments,
                          base::Sentence("--listen takes an address and a port, such as 127.0.0.1:8420."));
    address = text.substr(0, colon);
    if (address.starts_with('[') && address.ends_with(']')) address = address.substr(1, address.size() - 2);
    address = address.empty() ? "0.0.0.0" : address == "localhost" ? "127.0.0.1" : address;
    number = static_cast<std::uint16_t>(std::stoi(port));
}

/// A certificate of its own is for others than this machine: it listens on all addresses unless told otherwise.
void takeAddresses(ServeArguments& arguments) {
    auto& options = arguments.options;
    const char* unless = options.ownAuthority ? "0.0.0.0:8443" : "127.0.0.1:8420";
    takeAddress(arguments.listen.empty() ? unless : arguments.listen, options.address, options.port);
    options.trustAddress = options.address;
    if (!arguments.trust.empty()) takeAddress(arguments.trust, options.trustAddress, options.trustPort);
}

/// "SQ-0101:/srv/scans"
void takeWatched(Context& context, ServeArguments& arguments) {
    for (const auto& text : arguments.watched) {
        const auto colon = text.find(':');
        const std::string office = text.substr(0, colon);
        if (colon == std::string::npos || colon + 1 == text.size() || context.offices().find(office) == nullptr)
            throw base::Error(base::ErrorKind::BadArguments,
                              base::Sentence("--watch takes an office and a folder, such as SQ-0101:/srv/scans."));
        arguments.options.watched.emplace_back(office, std::filesystem::absolute(text.substr(colon + 1)));
    }
}

int serve(Context& context, ServeArguments arguments) {
    if (!context.serve)
        throw base::Error(base::ErrorKind::DependencyMissing,
                          base::Sentence("This program was built without its server."));
    if (!arguments.tls.empty() && arguments.tls != "station")
        throw base::Error(base::ErrorKind::BadArguments,
                          base::Sentence("--tls takes the word station; other certificates are given by --tls-cert and "
                                         "--tls-key."));
    arguments.options.ownAuthority = !arguments.tls.empty();
    if (arguments.options.ownAuthority && !arguments.options.certificate.empty())
        throw base::Error(base::ErrorKind::BadArguments,
                          base::Sentence("Give either --tls station or --tls-cert and --tls-key."));
    takeAddresses(arguments);
    takeWatched(context, arguments);
    if (arguments.options.certificate.empty() != arguments.options.key.empty())
        throw base::Error(base::ErrorKind::BadArguments, base::Sentence("Give --tls-cert and --tls-key together."));
    return context.serve(context, arguments.options);
}

}  // namespace

void setUpServe(CLI::App& app, Action& action) {
    auto arguments = std::make_shared<ServeArguments>();
    app.add_option("--listen", arguments->listen, "where (default: 127.0.0.1:8420)")->type_name("ADDRESS:PORT");
    app.add_option("--ui", arguments->options.ui, "the built workstation (default: beside the program)")
        ->type_name("DIR");
    app.add_option("--tls", arguments->tls, "station: with a certificate the station makes for itself")
        ->type_name("station");
    app.add_option("--trust-listen", arguments->trust, "where phones learn to trust it (default: port 8420)")
        ->type_name("ADDRESS:PORT");
    app.add_option("--tls-cert", arguments->options.certificate, "certificate with its chain, PEM")->type_name("FILE");
    app.add_option("--tls-key", arguments->options.key, "its key, PEM")->type_name("FILE");
    app.add_option("--watch", arguments->watched, "take files for an office's counter from a folder")
        ->type_name("OFFICE:DIR");
    app.add_option("--backups", arguments->options.backups, "a folder that administrators may make backups in")
        ->type_name("DIR");
    app.add_option("--host", arguments->options.hosts, "a name the station is called by in a browser")
        ->type_name("NAME");
    app.callback(
        [&action, arguments] { action = [arguments](Context& context) { return serve(context, *arguments); }; });
}

}  // namespace daiban::cli
