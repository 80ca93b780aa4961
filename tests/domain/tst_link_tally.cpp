// The most clicked links, in bounded memory.
#include "domain/events/LinkTally.h"

#include "support/FakeRandom.h"
#include "support/TestMain.h"

#include <QMap>
#include <QTest>

namespace unmta::tst_link_tally {

using namespace unmta::test;

class TestLinkTally : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void countsExactlyWhereThereIsRoom()
    {
        LinkTally tally;
        for (const char *url : {"https://b.example/", "https://a.example/", "https://b.example/", "https://c.example/"})
            tally.add(url, url[8] != 'c');
        QCOMPARE(tally.top(2), (QList<LinkFigures>{{"https://b.example/", 2, 2}, {"https://a.example/", 1, 1}}));
        QCOMPARE(tally.top(10).last(), (LinkFigures{"https://c.example/", 1, 0}));
        QCOMPARE(tally.clicks(), 4);
        QCOMPARE(tally.missedAtMost(), 0);
        QVERIFY(LinkTally().top(10).isEmpty());
    }

    // The text may go: the tally has its own.
    void keepsNoBytesOfOthers()
    {
        LinkTally tally;
        QByteArray url = "https://example.com/";
        tally.add(url, true);
        url.fill('x');
        QCOMPARE(tally.top(1).first().url, "https://example.com/");
    }

    void isBounded_data()
    {
        QTest::addColumn<qsizetype>("links");
        QTest::addColumn<qsizetype>("bytes");
        QTest::newRow("by number") << qsizetype(64) << qsizetype(1 << 20);
        QTest::newRow("by text") << qsizetype(100'000) << qsizetype(1'000);
    }
    // A thousand links of one click each beside ten of many: these ten are found, and none of their figures is further
    // from the truth than is said.
    void isBounded()
    {
        QFETCH(const qsizetype, links);
        QFETCH(const qsizetype, bytes);
        LinkTally tally({links, bytes});
        FakeRandom random(7);
        QMap<QByteArray, std::int64_t> truth;
        for (int i = 0; i < 20'000; ++i) {
            const bool isTop = random.below(2) == 0;
            const QByteArray url =
                "https://example.com/" + QByteArray::number(isTop ? random.below(10) : 10 + random.below(1'000));
            ++truth[url];
            tally.add(url, false);
        }
        QCOMPARE(tally.clicks(), 20'000);
        QVERIFY(tally.missedAtMost() > 0);
        const auto top = tally.top(10);
        QCOMPARE(top.size(), 10);
        for (const LinkFigures &link : top) {
            QVERIFY2(link.url.size() == 21, link.url.constData());
            QVERIFY(link.clicks <= truth.value(link.url));
            QVERIFY(link.clicks + tally.missedAtMost() >= truth.value(link.url));
        }
        QVERIFY(tally.top(100'000).size() <= links);
    }
};

UNMTA_TEST(TestLinkTally)

} // namespace unmta::tst_link_tally

#include "tst_link_tally.moc"
