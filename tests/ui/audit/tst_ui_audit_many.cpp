// The audit page over a log of many entries, of a whole engine: neither the window nor the engine's thread waits for
// it.
//
// UNMTA_TEST_AUDIT_ENTRIES takes other numbers of entries, for example 1000000.
#include "base/Random.h"
#include "shell/EngineView.h"
#include "shell/MainWindow.h"
#include "store/EngineStore.h"
#include "support/ApiWorld.h"
#include "support/TestMain.h"
#include "ui/WindowHands.h"

#include <QApplication>
#include <QComboBox>
#include <QDir>
#include <QFile>
#include <QScrollBar>

#include <ctime>

namespace unmta::tst_ui_audit_many {

using namespace unmta::test;
using namespace Qt::StringLiterals;

class TestUiAuditMany final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void theEngineAnswersOthersMeanwhile();
    void theWindowStaysAwake();
    void cleanupTestCase();

private:
    ApiWorld m_world;
};

namespace {

constexpr qint64 allowedMs = 50;

// What a sanitizer makes of the same work.
#if defined(__SANITIZE_THREAD__)
constexpr qint64 slowdown = 10;
#else
constexpr qint64 slowdown = 1;
#endif

int entries()
{
    const int wanted = qEnvironmentVariableIntValue("UNMTA_TEST_AUDIT_ENTRIES");
    return wanted > 0 ? wanted : 100'000;
}

// Milliseconds of work that this thread has done, whatever else the machine does.
double threadCpuMs()
{
    timespec spent{};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &spent);
    return double(spent.tv_sec) * 1e3 + double(spent.tv_nsec) / 1e6;
}

// The same of the engine's, as the kernel counts it.
double engineCpuMs()
{
    const QDir tasks(u"/proc/self/task"_s);
    for (const QString &task : tasks.entryList(QDir::Dirs | QDir::NoDotAndDotDot)) {
        QFile name(tasks.filePath(task + u"/comm"_s));
        QFile spent(tasks.filePath(task + u"/schedstat"_s));
        if (name.open(QIODevice::ReadOnly) && name.readAll().trimmed() == "engine" && spent.open(QIODevice::ReadOnly))
            return spent.readAll().split(' ').first().toDouble() / 1e6;
    }
    return -1;
}

// A timer that wants to run all the time: the most work between two of its beats is the longest block.
class Heartbeat final : public QObject
{
public:
    Heartbeat()
    {
        m_timer.setInterval(0);
        connect(&m_timer, &QTimer::timeout, this, [this] {
            const double now = threadCpuMs();
            m_longest = std::max(m_longest, now - m_last);
            m_last = now;
        });
        m_timer.start();
    }
    [[nodiscard]] double longestMs() const { return m_longest; }

private:
    QTimer m_timer;
    double m_last = threadCpuMs();
    double m_longest = 0;
};

class Hands final : public WindowHands
{
public:
    explicit Hands(QWidget &window)
        : m_window(window)
    {}
    [[nodiscard]] QWidget *root() const override { return &m_window; }

private:
    QWidget &m_window;
};

} // namespace

void TestUiAuditMany::initTestCase()
{
    // The store as a first start leaves it, then the entries, then the engine again.
    QVERIFY2(m_world.start(), qPrintable(m_world.failure.code));
    m_world.stop();
    SystemRandom random;
    auto store = store::EngineStore::open(m_world.dataDir(), random);
    QVERIFY(store);
    const auto filled = (*store)->database().execute(
        u"INSERT INTO audit (at, actor, action, subject, cluster_id, detail) "
        "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < %1) "
        "SELECT 1790000000000 + i, 'token:deploy', 'domain.added', 'h' || (i % 5000) || '.example.com', NULL, '' FROM n"_s
            .arg(entries()));
    QVERIFY(filled);
    store->reset();
    QVERIFY2(m_world.start(), qPrintable(m_world.failure.code));
}

// Nobody has done what is asked for, so every entry is looked at.
void TestUiAuditMany::theEngineAnswersOthersMeanwhile()
{
    QStringList order;
    Transport &door = m_world.door(Door::Local);
    const auto ask = [&](const QStringList &path, const QUrlQuery &query, const QString &name) {
        door.send(ApiWorld::request(Method::Get, path, query), [&order, name](const Result<ApiResponse> &response) {
            order << name + u' ' + QString::number(response ? response->status : 0);
        });
    };
    const double before = engineCpuMs();
    ask({u"audit"_s}, {{u"actor"_s, u"nobody"_s}}, u"audit"_s);
    for (int i = 0; i < 3; ++i)
        ask({u"clusters"_s}, {}, u"clusters"_s);
    QTRY_COMPARE_WITH_TIMEOUT(order.size(), 4, patienceMs);
    QCOMPARE(order.last(), u"audit 200"_s);
    if (before < 0)
        QSKIP("this system does not tell what a thread has done");
    const double spent = engineCpuMs() - before;
    QVERIFY2(spent <= allowedMs * slowdown, qPrintable(u"%1 ms on the engine's thread"_s.arg(spent)));
}

void TestUiAuditMany::theWindowStaysAwake()
{
    SystemClock clock;
    ui::MainWindow window(m_world.door(Door::Local), ui::UiOptions{&clock, nullptr, u"this computer"_s});
    window.show();
    const Hands hands(window);
    QVERIFY(QTest::qWaitForWindowActive(&window));
    QTRY_VERIFY(hands.find<QAbstractButton>("auditButton")->isEnabled());
    const double before = engineCpuMs();
    int answers = 0;
    const Heartbeat heartbeat;
    QVERIFY(hands.clickSoon("auditButton"));
    QTRY_VERIFY_WITH_TIMEOUT(hands.shows("auditTable") && hands.rows("auditTable") >= 50, patienceMs);
    ++answers;
    auto *bar = hands.table("auditTable")->verticalScrollBar();
    for (int page = 0; page < 4; ++page) {
        const int rows = hands.rows("auditTable");
        bar->setValue(bar->maximum());
        QTRY_VERIFY_WITH_TIMEOUT(hands.rows("auditTable") > rows, patienceMs);
        ++answers;
    }
    QVERIFY(hands.type("auditSubjectEdit", u"h7.example.com"_s));
    QTest::keyClick(hands.find("auditSubjectEdit"), Qt::Key_Return);
    QTRY_COMPARE_WITH_TIMEOUT(hands.table("auditTable")->model()->index(0, 4).data().toString(), u"h7.example.com"_s,
                              patienceMs);
    ++answers;
    // The longest question there is.
    QVERIFY(hands.type("auditActorEdit", u"nobody"_s));
    QTest::keyClick(hands.find("auditActorEdit"), Qt::Key_Return);
    QTRY_COMPARE_WITH_TIMEOUT(hands.text("stateTitle"), u"Nothing was found"_s, patienceMs);
    ++answers;
    QVERIFY2(heartbeat.longestMs() <= allowedMs * slowdown,
             qPrintable(u"%1 ms on the window's thread"_s.arg(heartbeat.longestMs())));
    const double spent = engineCpuMs() - before;
    QVERIFY2(before < 0 || spent <= allowedMs * slowdown * answers,
             qPrintable(u"%1 ms on the engine's thread"_s.arg(spent)));
}

void TestUiAuditMany::cleanupTestCase()
{
    qApp->setStyleSheet({});
    m_world.stop();
}

UNMTA_TEST(TestUiAuditMany)

} // namespace unmta::tst_ui_audit_many

#include "tst_ui_audit_many.moc"
