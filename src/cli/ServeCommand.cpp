#include "cli/ServeCommand.h"

#include <CLI/CLI.hpp>
#include <memory>

#include "cli/AllCommands.h"
#include "cli/Context.h"

namespace daiban::cli {

namespace {

struct ServeArguments {
    ServeOptions options;
    std::string listen = "127.0.0.1:8420";
};

/// "127.0.0.1:8420", "[::1]:8420", ":8420" on all addresses.
void takeAddress(ServeArguments& arguments) {
    const auto colon = arguments.listen.rfind(':');
    const std::string port = colon == std::string::npos ? "" : arguments.listen.substr(colon + 1);
    if (port.empty() || port.size() > 5 || port.find_first_not_of("0123456789") != std::string::npos ||
        std::stoi(port) > 65535)
        throw base::Error(base::ErrorKind::BadArguments,
                          base::Sentence("--listen takes an address and a port, such as 127.0.0.1:8420."));
    std::string address = arguments.listen.substr(0, colon);
    if (address.starts_with('[') && address.ends_with(']')) address = address.substr(1, address.size() - 2);
    arguments.options.address = address.empty() ? "0.0.0.0" : address == "localhost" ? "127.0.0.1" : address;
    arguments.options.port = static_cast<std::uint16_t>(std::stoi(port));
}

int serve(Context& context, ServeArguments arguments) {
    if (!context.serve)
        throw base::Error(base::ErrorKind::DependencyMissing,
                          base::Sentence("This program was built without its server."));
    takeAddress(arguments);
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
    app.add_option("--tls-cert", arguments->options.certificate, "certificate with its chain, PEM")->type_name("FILE");
    app.add_option("--tls-key", arguments->options.key, "its key, PEM")->type_name("FILE");
    app.add_option("--host", arguments->options.hosts, "a name the station is called by in a browser")
        ->type_name("NAME");
    app.callback(
        [&action, arguments] { action = [arguments](Context& context) { return serve(context, *arguments); }; });
}

}  // namespace daiban::cli
