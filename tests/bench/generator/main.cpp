// The load for tests/bench/edge. Says "ready" when all connections have had an answer, waits for a line on its standard
// input, then asks for as long as it is told, and prints what came of it as JSON.
#include "generator/Load.h"

#include <cstdio>

using namespace unmta::generator;

namespace {

int complain(const Load &load)
{
    std::fprintf(stderr, "bench_edge_generator: %s\n", load.fault().c_str());
    return 1;
}

} // namespace

int main(int argc, char **argv)
{
    const Options options = readOptions(argc, argv);
    Load load(options);
    if (!load.warmUp())
        return complain(load);
    std::puts("ready");
    std::fflush(stdout);
    while (std::getchar() != '\n') {
        if (std::feof(stdin))
            return 0;
    }
    if (options.seconds <= 0)
        return 0;
    if (!load.run())
        return complain(load);
    const Latencies &times = load.latencies();
    std::printf("{\"requests\":%zu,\"seconds\":%.6f,\"p50_us\":%ld,\"p90_us\":%ld,\"p99_us\":%ld,\"p999_us\":%ld,"
                "\"handshakes\":%zu,\"resumed\":%zu}\n",
                times.total(), load.seconds(), times.within(0.5), times.within(0.9), times.within(0.99),
                times.within(0.999), load.handshakes(), load.resumed());
    return 0;
}
