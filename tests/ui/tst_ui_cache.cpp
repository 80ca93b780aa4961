// The cache of domains that list and page share: one question per change, and what happens to domains that come and go.
#include "contract/ApiClient.h"
#include "session/DomainCache.h"
#include "support/TestMain.h"
#include "ui/FakeEngine.h"

#include <QSignalSpy>
#include <QTest>
#include <QTimer>

namespace unmta::tst_ui_cache {

using namespace unmta::test;
using namespace unmta::ui;
using namespace Qt::StringLiterals;
using wire::ChangeAction;

class TestUiCache final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void manyChangesOfOneDomainAreOneQuestion();
    void otherClustersAreNoConcern();
    void removedDomainsAreForgotten();
    void aMissingDomainIsARemovedOne();
    void theSameAgainIsNoNews();
    void anotherClusterStartsEmpty();
    void pagesAreThereAsTheyArrive();
    void whatNoPageNamesIsRemoved();
    void manyAreRemovedAFewAtATime();
    void ofManyChangesTheListIsAskedFor();
    void aPageThatIsOlderTellsNothing();
    void aReplyThatIsOlderBringsNothingBack();
    void addedAgainWithoutAWordItTakesItsPlace();
    void brokenOffItSaysSo();
    void brokenOffItIsAskedForAgain();
    void backAgainItAsksForWhatItMissed();
    void offlineOnlyWhatWasWaitedForFails();

private:
    [[nodiscard]] wire::Change change(const QString &name, ChangeAction action = ChangeAction::Changed) const
    {
        return {1, ChangeKind::Domain, m_engine->clusterId, name, action};
    }
    [[nodiscard]] int asked(const QString &name) const
    {
        return int(m_engine->asked.count(u"/clusters/%1/tracking-domains/%2"_s.arg(m_engine->clusterId, name)));
    }
    [[nodiscard]] bool isLoaded() const
    {
        return QTest::qWaitFor([this] { return m_cache->state() == DomainCache::State::Ready; });
    }

    std::unique_ptr<FakeEngine> m_engine;
    std::unique_ptr<FakeTransport> m_transport;
    std::unique_ptr<ApiClient> m_client;
    std::unique_ptr<DomainCache> m_cache;
};

void TestUiCache::init()
{
    m_cache.reset();
    m_engine = std::make_unique<FakeEngine>();
    m_transport = std::make_unique<FakeTransport>(m_engine->handler());
    m_client = std::make_unique<ApiClient>(*m_transport);
    m_cache = std::make_unique<DomainCache>(*m_client);
    m_engine->addActive(u"a.example.com"_s, 10);
    m_engine->addDomain(u"b.example.com"_s);
    m_cache->choose(m_engine->clusterId);
    QVERIFY(isLoaded());
}

void TestUiCache::manyChangesOfOneDomainAreOneQuestion()
{
    QSignalSpy seen(m_cache.get(), &DomainCache::seen);
    m_engine->find(u"a.example.com"_s)->strikes = 1;
    for (int i = 0; i < 20; ++i)
        m_cache->takeChange(change(u"a.example.com"_s));
    QTRY_COMPARE(seen.size(), 1);
    QCOMPARE(asked(u"a.example.com"_s), 1);
    QCOMPARE(m_cache->find(u"a.example.com"_s)->strikes, 1);
}

void TestUiCache::otherClustersAreNoConcern()
{
    wire::Change other = change(u"a.example.com"_s);
    other.clusterId = u"00000000"_s;
    m_cache->takeChange(other);
    other.action = ChangeAction::Removed;
    m_cache->takeChange(other);
    m_cache->noteRemoved(other.clusterId, {u"a.example.com"_s});
    wire::TrackingDomain foreign = *m_cache->find(u"a.example.com"_s);
    foreign.clusterId = other.clusterId;
    foreign.strikes = 1;
    m_cache->note({foreign});
    // One that is of concern comes behind them.
    QSignalSpy seen(m_cache.get(), &DomainCache::seen);
    m_engine->find(u"b.example.com"_s)->checking = true;
    m_cache->takeChange(change(u"b.example.com"_s));
    QTRY_COMPARE(seen.size(), 1);
    QCOMPARE(asked(u"a.example.com"_s), 0);
    QCOMPARE(m_cache->find(u"a.example.com"_s)->strikes, 0);
}

void TestUiCache::removedDomainsAreForgotten()
{
    QSignalSpy removed(m_cache.get(), &DomainCache::removed);
    QSignalSpy changed(m_cache.get(), &DomainCache::changed);
    m_cache->takeChange(change(u"a.example.com"_s, ChangeAction::Removed));
    QTRY_COMPARE(removed.size(), 1);
    QCOMPARE(changed.size(), 1);
    QVERIFY(!m_cache->find(u"a.example.com"_s));
    QCOMPARE(m_cache->all().size(), 1);
}

void TestUiCache::aMissingDomainIsARemovedOne()
{
    QSignalSpy removed(m_cache.get(), &DomainCache::removed);
    QSignalSpy missed(m_cache.get(), &DomainCache::missed);
    m_engine->domains.clear(); // without a word
    m_cache->refresh(u"a.example.com"_s);
    QTRY_COMPARE(removed.size(), 1);
    QVERIFY(!m_cache->find(u"a.example.com"_s));
    // An engine that does not answer has removed nothing.
    m_transport->cut();
    m_cache->refresh(u"b.example.com"_s);
    QTRY_COMPARE(missed.size(), 1);
    QVERIFY(m_cache->find(u"b.example.com"_s));
}

void TestUiCache::theSameAgainIsNoNews()
{
    QSignalSpy seen(m_cache.get(), &DomainCache::seen);
    m_cache->note({*m_cache->find(u"a.example.com"_s)});
    QCOMPARE(seen.size(), 0);
    wire::TrackingDomain struck = *m_cache->find(u"a.example.com"_s);
    struck.strikes = 1;
    m_cache->note({struck});
    QCOMPARE(seen.size(), 1);
}

void TestUiCache::anotherClusterStartsEmpty()
{
    QSignalSpy emptied(m_cache.get(), &DomainCache::emptied);
    m_cache->refresh(u"a.example.com"_s); // its reply comes too late
    m_cache->choose(u"00000000"_s);
    QCOMPARE(emptied.size(), 1);
    QVERIFY(m_cache->all().isEmpty());
    QCOMPARE(m_cache->state(), DomainCache::State::Loading);
    QVERIFY(isLoaded());
    QCOMPARE(asked(u"a.example.com"_s), 1);
    QVERIFY(m_cache->all().isEmpty());
}

void TestUiCache::pagesAreThereAsTheyArrive()
{
    m_engine->domainsPage = 1;
    QList<std::pair<qsizetype, DomainCache::State>> steps;
    connect(m_cache.get(), &DomainCache::seen, this,
            [this, &steps] { steps << std::pair(m_cache->all().size(), m_cache->state()); });
    m_cache->choose(m_engine->clusterId);
    QVERIFY(isLoaded());
    const auto loading = DomainCache::State::Loading;
    QCOMPARE(steps, (QList<std::pair<qsizetype, DomainCache::State>>{{1, loading}, {2, loading}}));
}

void TestUiCache::whatNoPageNamesIsRemoved()
{
    m_engine->addDomain(u"c.example.com"_s);
    m_engine->find(u"b.example.com"_s)->strikes = 1;
    m_engine->domains.removeFirst(); // without a word
    m_engine->domainsPage = 1;
    QSignalSpy seen(m_cache.get(), &DomainCache::seen);
    QSignalSpy removed(m_cache.get(), &DomainCache::removed);
    QSignalSpy listed(m_cache.get(), &DomainCache::listed);
    m_cache->reload();
    QTRY_COMPARE(listed.size(), 1);
    QCOMPARE(removed.size(), 1);
    QCOMPARE(removed.at(0).at(0).toStringList(), QStringList(u"a.example.com"_s));
    QCOMPARE(seen.size(), 2); // one that is another, one that is new
    QCOMPARE(m_cache->all().size(), 2);
    // Each is still found where it has moved to.
    wire::TrackingDomain struck = *m_cache->find(u"c.example.com"_s);
    struck.strikes = 2;
    m_cache->note({struck});
    QCOMPARE(m_cache->find(u"c.example.com"_s)->strikes, 2);
    QCOMPARE(m_cache->find(u"b.example.com"_s)->strikes, 1);
    QCOMPARE(m_cache->all().size(), 2);
}

void TestUiCache::manyAreRemovedAFewAtATime()
{
    for (int i = 0; i < 2000; ++i)
        m_engine->addDomain(u"n%1.example.com"_s.arg(i));
    m_cache->reload();
    QTRY_COMPARE(m_cache->all().size(), 2002);
    QSignalSpy removed(m_cache.get(), &DomainCache::removed);
    QSignalSpy changed(m_cache.get(), &DomainCache::changed);
    for (int i = 0; i < 2000; ++i)
        m_cache->takeChange(change(u"n%1.example.com"_s.arg(i), ChangeAction::Removed));
    QCOMPARE(removed.size(), 0); // the window is not kept from its turn
    QTRY_COMPARE(m_cache->all().size(), 2);
    QVERIFY2(removed.size() <= 20, qPrintable(QString::number(removed.size())));
    QCOMPARE(changed.size(), removed.size());
    QVERIFY(m_cache->find(u"a.example.com"_s) && m_cache->find(u"b.example.com"_s));
    QVERIFY(!m_cache->find(u"n1999.example.com"_s));
}

void TestUiCache::ofManyChangesTheListIsAskedFor()
{
    for (int i = 0; i < 500; ++i)
        m_engine->addDomain(u"n%1.example.com"_s.arg(i));
    m_cache->reload();
    QTRY_COMPARE(m_cache->all().size(), 502);
    const qsizetype before = m_engine->asked.size();
    for (int i = 0; i < 500; ++i) {
        m_engine->find(u"n%1.example.com"_s.arg(i))->strikes = 1;
        m_cache->takeChange(change(u"n%1.example.com"_s.arg(i)));
    }
    QTRY_COMPARE(m_cache->find(u"n499.example.com"_s)->strikes, 1);
    QVERIFY2(m_engine->asked.size() - before < 10, qPrintable(QString::number(m_engine->asked.size() - before)));
    QCOMPARE(m_cache->find(u"n0.example.com"_s)->strikes, 1);
}

void TestUiCache::aPageThatIsOlderTellsNothing()
{
    wire::TrackingDomain struck = *m_cache->find(u"b.example.com"_s);
    struck.strikes = 1;
    // Behind the moment in which the engine reads them, and before its reply arrives.
    m_engine->also = [this, struck](const ApiRequest &request) -> std::optional<ApiResponse> {
        if (request.path.endsWith(u"/tracking-domains")) {
            QTimer::singleShot(0, m_cache.get(), [this, struck] {
                m_cache->takeChange(change(u"a.example.com"_s, ChangeAction::Removed));
                m_cache->note({struck});
            });
        }
        return std::nullopt;
    };
    QSignalSpy listed(m_cache.get(), &DomainCache::listed);
    m_cache->reload();
    QTRY_COMPARE(listed.size(), 1);
    QTRY_VERIFY(!m_cache->find(u"a.example.com"_s));
    QCOMPARE(m_cache->all().size(), 1);
    QCOMPARE(m_cache->find(u"b.example.com"_s)->strikes, 1);
}

void TestUiCache::aReplyThatIsOlderBringsNothingBack()
{
    m_engine->also = [this](const ApiRequest &request) -> std::optional<ApiResponse> {
        if (request.path.endsWith(u"/a.example.com") && asked(u"a.example.com"_s) == 1) {
            QTimer::singleShot(0, m_cache.get(), [this] {
                m_engine->domains.removeFirst();
                m_cache->noteRemoved(m_engine->clusterId, {u"a.example.com"_s});
            });
        }
        return std::nullopt;
    };
    m_cache->refresh(u"a.example.com"_s);
    QTRY_COMPARE(asked(u"a.example.com"_s), 2);
    QVERIFY(!m_cache->find(u"a.example.com"_s));
    // It was added again meanwhile: then it is there.
    m_engine->also = nullptr;
    m_engine->addDomain(u"a.example.com"_s);
    m_cache->refresh(u"a.example.com"_s);
    QTRY_VERIFY(m_cache->find(u"a.example.com"_s));
}

void TestUiCache::addedAgainWithoutAWordItTakesItsPlace()
{
    m_engine->find(u"a.example.com"_s)->id = 4711;
    QSignalSpy removed(m_cache.get(), &DomainCache::removed);
    QSignalSpy listed(m_cache.get(), &DomainCache::listed);
    m_cache->reload();
    QTRY_COMPARE(listed.size(), 1);
    QCOMPARE(removed.size(), 0); // whoever looks at it goes on
    QCOMPARE(m_cache->all().size(), 2);
    QCOMPARE(m_cache->find(u"a.example.com"_s)->id, 4711);
}

void TestUiCache::brokenOffItSaysSo()
{
    m_engine->domainsPage = 1;
    connect(m_cache.get(), &DomainCache::seen, m_transport.get(), &FakeTransport::cut);
    m_cache->choose(m_engine->clusterId);
    QTRY_COMPARE(m_cache->state(), DomainCache::State::Failed);
    QCOMPARE(m_cache->all().size(), 1);
    disconnect(m_cache.get(), nullptr, m_transport.get(), nullptr);
    m_transport->mend();
    m_cache->reload();
    QVERIFY(isLoaded());
    QCOMPARE(m_cache->all().size(), 2);
}

void TestUiCache::brokenOffItIsAskedForAgain()
{
    m_engine->domainsPage = 1;
    int refused = 0;
    m_engine->also = [&refused](const ApiRequest &request) -> std::optional<ApiResponse> {
        if (!request.query.hasQueryItem(u"after"_s) || refused++ > 0)
            return std::nullopt;
        ApiResponse broken;
        broken.status = 500;
        return broken;
    };
    m_cache->choose(m_engine->clusterId);
    QTRY_COMPARE(m_cache->state(), DomainCache::State::Failed);
    QCOMPARE(m_cache->all().size(), 1);
    QVERIFY(isLoaded()); // and nobody had to do anything
    QCOMPARE(m_cache->all().size(), 2);
}

void TestUiCache::backAgainItAsksForWhatItMissed()
{
    QSignalSpy missed(m_cache.get(), &DomainCache::missed);
    m_transport->cut();
    m_cache->goOffline(Error(u"transport.unreachable"_s));
    m_cache->refresh(u"b.example.com"_s);
    QTRY_COMPARE(missed.size(), 1);
    m_engine->find(u"b.example.com"_s)->strikes = 1;
    m_transport->mend();
    m_cache->comeBack(); // by a feed that goes on where it was
    QTRY_COMPARE(m_cache->find(u"b.example.com"_s)->strikes, 1);
    const qsizetype before = m_engine->asked.size();
    m_cache->comeBack();
    QSignalSpy listed(m_cache.get(), &DomainCache::listed);
    m_cache->refresh(u"b.example.com"_s); // nothing was missed this time
    QTRY_COMPARE(m_engine->asked.size(), before + 1);
    QCOMPARE(listed.size(), 0);
}

void TestUiCache::offlineOnlyWhatWasWaitedForFails()
{
    m_transport->cut();
    m_cache->goOffline(Error(u"transport.unreachable"_s));
    QCOMPARE(m_cache->state(), DomainCache::State::Ready);
    QCOMPARE(m_cache->all().size(), 2);
    m_cache->choose(u"00000000"_s);
    m_cache->goOffline(Error(u"transport.unreachable"_s));
    QCOMPARE(m_cache->state(), DomainCache::State::Failed);
    QCOMPARE(m_cache->problem().code, u"transport.unreachable"_s);
    m_transport->mend();
    m_cache->reload();
    QCOMPARE(m_cache->state(), DomainCache::State::Loading);
    QVERIFY(isLoaded());
}

UNMTA_TEST(TestUiCache)

} // namespace unmta::tst_ui_cache

#include "tst_ui_cache.moc"
