// Text that is written at once says what the tree of values says.
#include "contract/wire/Event.h"
#include "contract/wire/TrackingDomain.h"
#include "support/TestMain.h"

#include <QJsonDocument>
#include <QTest>

namespace unmta::tst_json_text {

using namespace Qt::StringLiterals;

namespace {

using MetaMap = QMap<QString, QString>;

wire::TrackingDomain full()
{
    wire::TrackingDomain domain;
    domain.id = 9'007'199'254'740'991;
    domain.clusterId = u"0a0b0c0d"_s;
    domain.name = u"xn--bcher-kva.example"_s;
    domain.unicodeName = u"b\u00fccher.example"_s;
    domain.status = wire::DomainStatus::Active;
    domain.isDefault = true;
    domain.record = {u"CNAME"_s, domain.name, u"v-1.track.example.net"_s, {}, domain.name};
    domain.verifiedAt = fromUnixMs(1'790'000'000'007);
    wire::Check check;
    check.at = fromUnixMs(1'790'000'000'000);
    check.message = u"\"quoted\" \\ and \t\n\r\b\f\x01\x1f \u2028 \U0001f4e7 %1"_s;
    check.chain = {u"a"_s, u"b"_s};
    check.servers = {{u"ns"_s, u"192.0.2.1"_s, u"resolver"_s, u"ok"_s, u"x"_s, 300},
                     {u"ns"_s, u"192.0.2.2"_s, u"resolver"_s, u"timeout"_s, {}, std::nullopt}};
    domain.lastCheck = check;
    domain.certificate.error = wire::Problem{u"acme.caa"_s, u"no"_s};
    domain.activity7d = {-1, 42};
    return domain;
}

} // namespace

class TestJsonText : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void saysTheSame_data()
    {
        QTest::addColumn<bool>("isFull");
        QTest::newRow("all that there may be") << true;
        QTest::newRow("next to nothing") << false;
    }
    void saysTheSame()
    {
        QFETCH(bool, isFull);
        const wire::TrackingDomain domain = isFull ? full() : wire::TrackingDomain{};
        QByteArray text = "before";
        wire::writeText(text, domain);
        QVERIFY(text.startsWith("before{"));
        QJsonParseError error;
        const QJsonDocument read = QJsonDocument::fromJson(text.sliced(6), &error);
        QCOMPARE(error.error, QJsonParseError::NoError);
        QCOMPARE(read.object(), wire::toJson(domain));
    }

    void saysTheSameOfEvents_data()
    {
        QTest::addColumn<MetaMap>("meta");
        QTest::newRow("nothing") << MetaMap();
        QTest::newRow("something") << MetaMap{{u"a \" b"_s, u"\u2028\n"_s}, {u"c"_s, {}}};
    }
    void saysTheSameOfEvents()
    {
        QFETCH(MetaMap, meta);
        wire::Event event;
        event.eventId = u"0192d5ad-ec00-7abc-8def-0123456789ab"_s;
        event.type = wire::EventType::Click;
        event.timestamp = fromUnixMs(1'790'000'000'007);
        event.linkIndex = 3;
        event.meta = meta;
        QByteArray text;
        wire::writeText(text, event);
        QVERIFY(!text.contains('\n'));
        QCOMPARE(QJsonDocument::fromJson(text).object(), wire::toJson(event));
    }
};

UNMTA_TEST(TestJsonText)

} // namespace unmta::tst_json_text

#include "tst_json_text.moc"
