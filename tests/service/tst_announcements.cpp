// What the change feed says has happened: nothing is announced before it is committed, and nothing that was refused.
#include "service/rewriting/RewriteService.h"
#include "support/ServiceHarness.h"
#include "support/TestMain.h"

#include <QTest>

namespace unmta::tst_announcements {

using namespace unmta::test;
using namespace Qt::StringLiterals;

namespace {

constexpr auto active = "track.example.com";
constexpr auto pending = "later.example.com";

// Everything that an operator or a check does to the store, after the story of begin().
struct Deed
{
    const char *name;
    std::function<bool(ServiceHarness &)> done;
    int announced; // at least so many changes
};

const QList<Deed> &deeds()
{
    static const QList<Deed> all{
        {"create a cluster", [](auto &h) { return h.clusters.create(u"second"_s).ok(); }, 1},
        {"rename a cluster", [](auto &h) { return h.clusters.change(h.cluster(), {.name = u"shop"_s}).ok(); }, 1},
        {"change all of a cluster",
         [](auto &h) {
             return h.clusters.change(h.cluster(), {.name = u"shop"_s, .notifyTo = QStringList{u"ann@example.net"_s}})
                 .ok();
         },
         1},
        {"change nothing of a cluster", [](auto &h) { return h.clusters.change(h.cluster(), {}).ok(); }, 0},
        {"remove a cluster",
         [](auto &h) {
             (void)h.clusters.create(u"second"_s);
             return h.clusters.remove(h.cluster()).ok();
         },
         2},
        {"add a domain", [](auto &h) { return h.domains.add(h.cluster(), u"new.example.com"_s, true).ok(); }, 1},
        {"set the default", [](auto &h) { return h.domains.setDefault(h.cluster(), QLatin1StringView(active)).ok(); },
         2},
        {"unset the default",
         [](auto &h) { return h.domains.unsetDefault(h.cluster(), QLatin1StringView(active)).ok(); }, 2},
        {"verify a domain",
         [](auto &h) {
             const auto domain = h.domains.find(h.cluster(), QLatin1StringView(pending));
             return h.domains.recordCheck(domain->fields().id, h.match()).ok();
         },
         2},
        {"remove a domain", [](auto &h) { return h.domains.remove(h.cluster(), QLatin1StringView(active)).ok(); }, 1},
        {"change settings",
         [](auto &h) {
             return h.settings.update({{u"monitor.interval"_s, u"12h"_s}, {u"monitor.auto_verify"_s, u"off"_s}}).ok();
         },
         2},
        {"change rewriting rules",
         [](auto &h) {
             RewriteService rewriting({*h.store, h.feed, h.clusters, h.settings, h.snapshots, h.clock});
             return rewriting.setRules(h.cluster(), {}).ok();
         },
         1},
        {"create a token", [](auto &h) { return h.tokens.create(u"deploy"_s, {u"read"_s}, {}).ok(); }, 1},
        {"revoke a token",
         [](auto &h) { return h.tokens.revoke(h.tokens.create(u"deploy"_s, {u"read"_s}, {})->token.id).ok(); }, 2},
    };
    return all;
}

} // namespace

class TestAnnouncements : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_h = std::make_unique<ServiceHarness>();
        (void)m_h->activate(QLatin1StringView(active));
        (void)m_h->add(QLatin1StringView(pending));
        m_before = m_h->feed.since(m_h->feed.epoch(), 0).next;
    }
    void cleanup() { m_h.reset(); }

    void followTheCommit_data()
    {
        QTest::addColumn<int>("deed");
        for (int i = 0; i < deeds().size(); ++i)
            QTest::newRow(deeds()[i].name) << i;
    }
    void followTheCommit()
    {
        QFETCH(const int, deed);
        int early = 0;
        connect(&m_h->feed, &ChangeFeed::appended, this, [&] { early += m_h->store->database().inTransaction(); });
        QVERIFY(deeds()[deed].done(*m_h));
        QCOMPARE(early, 0);
        const auto changes = announced();
        QVERIFY2(changes.size() >= deeds()[deed].announced && changes.isEmpty() == (deeds()[deed].announced == 0),
                 qPrintable(changes.join(u", "_s)));
        m_h->feed.disconnect(this);
    }

    void refusedClusterIsNotChanged_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<QString>("mailbox");
        QTest::addColumn<QString>("code");
        QTest::newRow("name") << u""_s << u"ann@example.net"_s << u"cluster.name_required"_s;
        QTest::newRow("taken name") << u"second"_s << u"ann@example.net"_s << u"cluster.duplicate"_s;
        QTest::newRow("mailbox") << u"shop"_s << u"nobody"_s << u"mail.bad_address"_s;
    }
    void refusedClusterIsNotChanged()
    {
        QFETCH(const QString, name);
        QFETCH(const QString, mailbox);
        QVERIFY(m_h->clusters.create(u"second"_s));
        m_before = m_h->feed.since(m_h->feed.epoch(), 0).next;
        const Cluster before = m_h->clusters.byId(m_h->cluster()).value();
        const auto refused = m_h->clusters.change(before.id, {.name = name, .notifyTo = QStringList{mailbox}});
        QTEST(refused.error().code, "code");
        QCOMPARE(announced(), QStringList());
        QCOMPARE(m_h->clusters.byId(before.id).value(), before);
    }

private:
    // What of, one by one.
    [[nodiscard]] QStringList announced() const
    {
        QStringList result;
        const auto changes = m_h->feed.since(m_h->feed.epoch(), m_before).list;
        for (const Change &change : changes)
            result << change.subject;
        return result;
    }

    std::unique_ptr<ServiceHarness> m_h;
    qint64 m_before = 0;
};

UNMTA_TEST(TestAnnouncements)

} // namespace unmta::tst_announcements

#include "tst_announcements.moc"
