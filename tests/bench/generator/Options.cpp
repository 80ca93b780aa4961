#include "generator/Options.h"

#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <iterator>
#include <string_view>

namespace unmta::generator {

namespace {

[[noreturn]] void refuse(std::string_view what, std::string_view value)
{
    std::fprintf(stderr,
                 "bench_edge_generator: %.*s: %.*s\nusage: bench_edge_generator --port N --requests FILE [--host NAME] "
                 "[--expect STATUS] [--tls none|full|resumed|browser] [--close] [--connections N] [--seconds S] "
                 "[--rate R]\n",
                 static_cast<int>(what.size()), what.data(), static_cast<int>(value.size()), value.data());
    std::exit(2);
}

std::vector<std::string> requestsIn(const std::string &path)
{
    std::ifstream file(path, std::ios::binary);
    const std::string text((std::istreambuf_iterator<char>(file)), std::istreambuf_iterator<char>());
    std::vector<std::string> requests;
    constexpr std::string_view end = "\r\n\r\n";
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t found = text.find(end, at);
        if (found == std::string::npos)
            refuse("not a whole request at the end of", path);
        requests.push_back(text.substr(at, found + end.size() - at));
        at = found + end.size();
    }
    if (requests.empty())
        refuse("no request in", path);
    return requests;
}

Tls tlsNamed(const std::string &name)
{
    if (name == "none")
        return Tls::None;
    if (name == "full")
        return Tls::Full;
    if (name == "resumed")
        return Tls::Resumed;
    if (name == "browser")
        return Tls::Browser;
    refuse("no way of TLS", name);
}

} // namespace

Options readOptions(int argc, char **argv)
{
    Options options;
    for (int i = 1; i < argc; ++i) {
        const std::string name = argv[i];
        if (name == "--close") {
            options.keepsAlive = false;
            continue;
        }
        if (++i == argc)
            refuse("no value for", name);
        const std::string value = argv[i];
        if (name == "--port")
            options.port = std::atoi(value.c_str());
        else if (name == "--host")
            options.host = value;
        else if (name == "--requests")
            options.requests = requestsIn(value);
        else if (name == "--expect")
            options.expect = value;
        else if (name == "--tls")
            options.tls = tlsNamed(value);
        else if (name == "--connections")
            options.connections = std::atoi(value.c_str());
        else if (name == "--seconds")
            options.seconds = std::atof(value.c_str());
        else if (name == "--rate")
            options.rate = std::atof(value.c_str());
        else
            refuse("unknown option", name);
    }
    if (options.port <= 0 || options.requests.empty() || options.connections <= 0)
        refuse("what is wanted are", "--port and --requests");
    return options;
}

} // namespace unmta::generator
