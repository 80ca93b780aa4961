// What lists of events cost through the API, and what other calls feel of them: an engine over a store of many events,
// asked for one recipient's, for the newest, and, on and on, for something that no event has, while the clock runs on
// calls beside it.
//   bench_event_lists [EVENTS] [DIRECTORY of the store]
#include "base/Log.h"
#include "bench/MergedEvents.h"
#include "bench/RunningEngine.h"
#include "contract/Transport.h"
#include "store/EngineStore.h"
#include "support/FakeRandom.h"

#include <QCoreApplication>
#include <QElapsedTimer>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTemporaryDir>
#include <QTest>

#include <algorithm>
#include <cstdio>

using namespace Qt::StringLiterals;
using namespace unmta;

namespace {

void fill(const QString &directory, quint64 count)
{
    {
        SystemRandom random;
        const auto store = test::must(store::EngineStore::open(directory, random));
        test::must(store->clusters.insert({test::OrdinaryEvents::cluster(), u"bench"_s, SystemClock().now()}));
        test::FakeRandom fake;
        test::must(store->linkKeys.insert(test::OrdinaryEvents::cluster(), makeLinkKey(fake), SystemClock().now()));
    }
    test::must(test::storeMerged(store::EngineStore::eventsPath(directory), count));
}

class Caller
{
public:
    explicit Caller(Transport &transport)
        : m_transport(transport)
    {}

    // `done` gets the body.
    void send(const QString &path, const QUrlQuery &query, std::function<void(QJsonObject)> done)
    {
        ApiRequest request;
        request.path = u"/api/v1"_s + path;
        request.query = query;
        m_transport.send(request, [done = std::move(done)](const Result<ApiResponse> &response) {
            if (!response || response->status >= 400)
                qFatal("refused");
            done(QJsonDocument::fromJson(response->body).object());
        });
    }
    QJsonObject call(const QString &path, const QUrlQuery &query = {})
    {
        std::optional<QJsonObject> body;
        send(path, query, [&body](QJsonObject got) { body = std::move(got); });
        while (!body)
            QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents);
        return *body;
    }
    void time(const char *what, int rounds, const QString &path, const std::function<QUrlQuery(int)> &queryOf)
    {
        std::vector<double> took;
        for (int i = 0; i < rounds; ++i) {
            QElapsedTimer timer;
            timer.start();
            call(path, queryOf(i));
            took.push_back(static_cast<double>(timer.nsecsElapsed()) / 1e6);
        }
        std::sort(took.begin(), took.end());
        const auto at = [&took](double share) {
            return took[static_cast<std::size_t>(share * static_cast<double>(took.size() - 1))];
        };
        std::printf("  %-34s %4d calls, p50 %7.2f ms, p99 %7.2f ms, worst %7.2f ms\n", what, rounds, at(0.5), at(0.99),
                    took.back());
    }

private:
    Transport &m_transport;
};

void measure(Caller &caller, const QString &events, quint64 count)
{
    const auto none = [](int) { return QUrlQuery(); };
    caller.time("one recipient's, of all", 50, events, [count](int i) {
        const quint64 number = static_cast<quint64>(i) * 7919 % count;
        return QUrlQuery{{u"recipient"_s, test::OrdinaryEvents::recipient(number)}};
    });
    caller.time("the newest 100", 50, events, [](int) { return QUrlQuery{{u"order"_s, u"desc"_s}}; });
    caller.time("server", 200, u"/server"_s, none);
    caller.time("clusters", 200, u"/clusters"_s, none);
}

int run(const QString &directory, quint64 count)
{
    QElapsedTimer timer;
    timer.start();
    fill(directory, count);
    std::printf("%llu events in %.1f s\n", static_cast<unsigned long long>(count),
                static_cast<double>(timer.elapsed()) / 1e3);
    test::RunningEngine engine(directory);
    Caller caller(engine.transport());
    const QString events = u"/clusters/"_s + test::OrdinaryEvents::cluster() + u"/events"_s;
    std::printf("at rest\n");
    measure(caller, events, count);
    // What no segment's filter rules out.
    int scans = 0;
    int pages = 0;
    const std::function<void(QString)> scan = [&](const QString &after) {
        QUrlQuery query{{u"link"_s, u"nothing of that name"_s}};
        if (!after.isEmpty())
            query.addQueryItem(u"after"_s, after);
        caller.send(events, query, [&](const QJsonObject &body) {
            const QJsonObject meta = body.value(u"meta"_s).toObject();
            const bool more = meta.value(u"more"_s).toBool();
            ++pages;
            scans += more ? 0 : 1;
            scan(more ? meta.value(u"next"_s).toString() : QString());
        });
    };
    timer.restart();
    for (int i = 0; i < 4; ++i)
        scan({});
    std::printf("while four look for what there is not\n");
    measure(caller, events, count);
    std::printf("  meanwhile %d looks through all were answered with %d pages in %.1f s\n", scans, pages,
                static_cast<double>(timer.elapsed()) / 1e3);
    std::fflush(stdout);
    std::_Exit(0); // the looks never end
}

} // namespace

int main(int argc, char **argv)
{
    QCoreApplication application(argc, argv);
    QLoggingCategory::setFilterRules(u"unmta.*=false"_s);
    const quint64 count = argc > 1 ? QByteArray(argv[1]).toULongLong() : 1'000'000;
    const QTemporaryDir directory((argc > 2 ? QString::fromLocal8Bit(argv[2]) : QDir::tempPath()) + u"/bench-XXXXXX"_s);
    return run(directory.path(), count);
}
