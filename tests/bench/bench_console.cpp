// What the console feels like over many tracking domains and events, with the engine in the same process: how long
// until the first page is there, and the longest time for which the window's thread did nothing else, while it loads,
// scrolls, searches, adds up and exports.
//   QT_QPA_PLATFORM=offscreen bench_console [DOMAINS] [EVENTS]
#include "base/Log.h"
#include "bench/MergedEvents.h"
#include "bench/RunningEngine.h"
#include "contract/ApiClient.h"
#include "contract/Operations.h"
#include "domain/VerificationTarget.h"
#include "shell/MainWindow.h"
#include "store/EngineStore.h"
#include "support/FakeRandom.h"
#include "ui/WindowHands.h"
#include "ui/look/FrameTimes.h"

#include <QApplication>
#include <QComboBox>
#include <QElapsedTimer>
#include <QScrollBar>
#include <QTemporaryDir>

#include <cstdio>

using namespace Qt::StringLiterals;
using namespace unmta;

namespace {

QString hostOf(int number)
{
    return u"t%1.customer-%2.example.com"_s.arg(number).arg(number % 97);
}

// Active domains of one cluster, which no authority is asked for, and events of it.
void fill(const QString &directory, int domains, quint64 events)
{
    SystemRandom random;
    const TimePoint now = SystemClock().now();
    const auto store = test::must(store::EngineStore::open(directory, random));
    const QString cluster = test::OrdinaryEvents::cluster();
    test::must(store->clusters.insert({cluster, u"bench"_s, now}));
    test::FakeRandom fake;
    test::must(store->linkKeys.insert(cluster, makeLinkKey(fake), now));
    auto transaction = test::must(store::Transaction::begin(store->database()));
    for (int i = 0; i < domains; ++i) {
        const QString host = hostOf(i);
        const QString target = issueTarget(random, u"track.unmta.net"_s);
        test::must(store->targets.claim(target, cluster, host, now));
        const auto added = TrackingDomain::added(cluster, host, target, false, now, {});
        (void)test::must(store->domains.insert(added.checked(CheckOutcome::Match, true, now, {}, random).domain));
        const Certificate ordered =
            Certificate::ofHost(host).wanted(now).certificate.orderStarted(u"internal"_s).certificate;
        const Certificate::Failure later{u"acme.internal_ca"_s, u"left out"_s, true, std::chrono::hours(24)};
        test::must(store->certificates.upsert(ordered.failed(later, now).certificate));
    }
    test::must(transaction.commit());
    test::must(test::storeMerged(store::EngineStore::eventsPath(directory), events));
}

class Hands final : public test::WindowHands
{
public:
    explicit Hands(ui::MainWindow &window)
        : m_window(window)
    {}
    [[nodiscard]] QWidget *root() const override { return &m_window; }

private:
    ui::MainWindow &m_window;
};

class Stage
{
public:
    explicit Stage(const Hands &hands)
        : m_hands(hands)
    {}
    void act(const char *what, const std::function<void()> &begin, const std::function<bool()> &isDone)
    {
        (void)m_heart.longestMs();
        QElapsedTimer timer;
        timer.start();
        begin();
        if (!QTest::qWaitFor(isDone, test::longMs))
            qFatal("%s: no end", what);
        std::printf("  %-34s %8lld ms, longest block %6.1f ms\n", what, timer.elapsed(), m_heart.longestMs());
    }
    [[nodiscard]] bool has(const char *table, int rows) const
    {
        return m_hands.shows(table) && m_hands.rows(table) >= rows;
    }

private:
    const Hands &m_hands;
    test::Heartbeat m_heart;
};

// As many as that, by somebody else, as quickly as the engine can.
void changeMany(const Hands &hands, ApiClient &client, wire::BulkAction action, int from, int to)
{
    constexpr int atOnce = 1000;
    for (; from < to; from += atOnce) {
        wire::BulkInput input;
        input.action = action;
        for (int i = from; i < std::min(from + atOnce, to); ++i)
            input.names << hostOf(i);
        client.call(api::changeTrackingDomains, {test::OrdinaryEvents::cluster()}, input, hands.root(),
                    [](const Result<QList<wire::BulkOutcome>> &done) { (void)test::must(done); });
    }
}

// A fifth of the domains goes, by somebody else and by the window's own user, and comes again.
void playComings(const Hands &hands, Stage &stage, ApiClient &client, int domains)
{
    const int fifth = domains / 5;
    stage.act(
        "a fifth of them deleted elsewhere", [&] { changeMany(hands, client, wire::BulkAction::Delete, 0, fifth); },
        [&] { return hands.rows("domainTable") == domains - fifth; });
    stage.act(
        "and added again", [&] { changeMany(hands, client, wire::BulkAction::Add, 0, fifth); },
        [&] { return hands.rows("domainTable") == domains; });
    stage.act(
        "typing a filter", [&] { (void)hands.type("domainFilterEdit", u"customer-1"_s); },
        [&] { return hands.rows("domainTable") < domains; });
    const int chosen = hands.rows("domainTable");
    stage.act(
        "choosing what it finds",
        [&] {
            hands.table("domainTable")->setFocus();
            QTest::keyClick(hands.table("domainTable"), Qt::Key_A, Qt::ControlModifier);
        },
        [&] { return hands.table("domainTable")->selectionModel()->selectedRows().size() == chosen; });
    stage.act(
        "deleting them",
        [&] {
            QTest::keyClick(hands.table("domainTable"), Qt::Key_Delete);
            if (!QTest::qWaitFor([&] { return hands.type("confirmCountEdit", QString::number(chosen)); }) ||
                !hands.clickSoon("confirmDeleteButton"))
                qFatal("no deletion");
        },
        [&] { return !hands.shows("confirmCountEdit"); });
    stage.act(
        "all that are left", [&] { (void)hands.type("domainFilterEdit", {}); },
        [&] { return stage.has("domainTable", domains - chosen); });
}

void play(const Hands &hands, ApiClient &client, int domains)
{
    Stage stage(hands);
    stage.act(
        "the first page of domains", [&] { hands.root()->show(); },
        [&] { return stage.has("domainTable", std::min(domains, 1)); });
    stage.act(
        "all of them", [] {}, [&] { return stage.has("domainTable", domains); });
    playComings(hands, stage, client, domains);
    const auto press = [&hands](const char *name) {
        if (!hands.clickSoon(name))
            qFatal("no %s", name);
    };
    stage.act(
        "the first page of events", [&] { press("eventsButton"); }, [&] { return stage.has("eventTable", 200); });
    test::FrameTimes frames(*hands.root());
    stage.act(
        "scrolling to the 5,000th", [&] {}, // the wheel is turned by the condition, as often as it is asked
        [&] {
            QScrollBar *bar = hands.table("eventTable")->verticalScrollBar();
            frames.add([&] { bar->setValue(bar->value() + 400); });
            return stage.has("eventTable", 5000);
        });
    (void)frames.tell("  its frames");
    const QString whose = test::OrdinaryEvents::recipient(7919);
    qsizetype typed = 0;
    stage.act(
        "typing a recipient", [&] { hands.find("eventFilterEdit")->setFocus(); },
        [&] { // a letter as often as it is asked
            if (typed < whose.size())
                frames.add([&] { QTest::keyClick(hands.find("eventFilterEdit"), whose.at(typed++).toLatin1()); });
            return typed == whose.size() && stage.has("eventTable", 1) &&
                   hands.table("eventTable")->model()->index(0, 3).data().toString() == whose;
        });
    (void)frames.tell("  its frames");
    stage.act(
        "all of them again", [&] { (void)hands.type("eventFilterEdit", {}); },
        [&] { return stage.has("eventTable", 200); });
    const auto view = [&hands](int index) { hands.find<QComboBox>("eventViewBox")->setCurrentIndex(index); };
    stage.act(
        "by recipient", [&] { view(1); }, [&] { return stage.has("sumsTable", 100); });
    stage.act(
        "by link", [&] { view(2); },
        [&] { return stage.has("sumsTable", 1) && hands.find("countAgainButton")->isEnabled(); });
    view(0);
    const QTemporaryDir directory;
    if (!hands.clickMenu("eventsMenuButton", "exportEventsAction") ||
        !QTest::qWaitFor([&] { return hands.type("exportFileEdit", directory.filePath(u"events.csv"_s)); }))
        qFatal("no export");
    stage.act(
        "export", [&] { press("startExportButton"); },
        [&] { return hands.text("exportState").contains(u" are in "_s); });
}

} // namespace

int main(int argc, char **argv)
{
    QApplication app(argc, argv);
    const int domains = argc > 1 ? QByteArray(argv[1]).toInt() : 10'000;
    const quint64 events = argc > 2 ? QByteArray(argv[2]).toULongLong() : 1'000'000;
    installLogHandler();
    const QTemporaryDir directory;
    fill(directory.path(), domains, events);
    test::RunningEngine engine(directory.path());
    const SystemClock clock;
    ui::MainWindow window(engine.transport(), ui::UiOptions{&clock, nullptr, u"here"_s, false});
    window.resize(1180, 760);
    ApiClient client(engine.transport());
    play(Hands(window), client, domains);
    return 0;
}
