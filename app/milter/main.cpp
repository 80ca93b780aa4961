// unmta-milter: rewrites passing mail on the mail host itself, with keys and hosts from the engine's API.
#include "base/Log.h"
#include "common/DataDir.h"
#include "common/Guard.h"
#include "common/ServiceManager.h"
#include "common/system/Service.h"
#include "common/system/Streams.h"
#include "http/server/HttpServer.h"
#include "http/sockets/FileLimit.h"
#include "milter/MilterOptions.h"
#include "milter/StatusHandler.h"
#include "outbound/OutboundHttp.h"

#include <asio/io_context.hpp>
#include <asio/signal_set.hpp>

#include <csignal>

using namespace unmta;

namespace {

int fail(const Error &error)
{
    qCCritical(lcMilter).noquote() << describe(error);
    return 1;
}

// Returns at SIGTERM or SIGINT.
void waitForEnd([[maybe_unused]] milter::SnapshotKeeper &keeper)
{
    asio::io_context context;
    asio::signal_set signals(context, SIGTERM, SIGINT);
#ifdef SIGHUP
    signals.add(SIGHUP);
#endif
    std::function<void()> wait = [&] {
        signals.async_wait([&](const asio::error_code &, [[maybe_unused]] int number) {
#ifdef SIGHUP
            if (number == SIGHUP) {
                keeper.refreshNow();
                wait();
            }
#endif
        });
    };
    wait();
    service::onStop([&context] { context.stop(); });
    context.run();
    service::onStop(nullptr);
}

int run(int argc, char **argv)
{
    installLogHandler();
    auto [options, exitCode] = milter::parseOptions(argc, argv);
    if (exitCode)
        return *exitCode;
    setLogFormat(options.logFormat);
    http::raiseFileLimit();

    SystemClock clock;
    milter::MilterMetrics metrics;
    std::unique_ptr<milter::SnapshotKeeper> keeper;
    outbound::OutboundHttp outbound; // ends before the keeper that its callbacks use
    keeper = std::make_unique<milter::SnapshotKeeper>(options.source, outbound, clock, metrics);
    if (const auto checked = keeper->check(); !checked)
        return fail(checked.error());
    keeper->start();

    options.server.maxMessageBytes = keeper->maxMessageBytes();
    milter::MilterServer server(
        options.server,
        [&](const QByteArray &message, const auto &context) { return keeper->rewrite(message, context); }, metrics);
    if (const auto started = server.start(); !started)
        return fail(started.error());
    milter::StatusHandler handler(metrics, *keeper);
    http::HttpServerConfig statusConfig;
    statusConfig.workers = 1;
    statusConfig.limits.bodyBytes = 0; // nothing here takes one
    if (options.status)
        statusConfig.listeners.append({options.status->address, options.status->port, false});
    http::HttpServer status(statusConfig, handler, clock);
    if (options.status) {
        if (const auto started = status.start(); !started)
            return fail(started.error());
    }
    for (const milter::ListenAddress &listen : server.listening())
        qCInfo(lcMilter).noquote() << "listening on" << listen.toString();

    service_manager::ready();
    waitForEnd(*keeper);
    service_manager::stopping();
    qCInfo(lcMilter) << "draining";
    server.stop(options.drain);
    return 0;
}

} // namespace

int main(int argc, char **argv)
{
    constexpr service::Description description{
        "unmta-milter",
        "unMTA Tracking Milter",
        "Brands the links of outbound mail for the mail server of this computer.",
        "",
        systemMilterDir,
        "--state-dir"};
    return guarded("unmta-milter", [&] {
        prepareStreams();
        if (const auto ended = service::command(description, argc, argv))
            return *ended;
        return service::run(description, argc, argv, run);
    });
}
