// unmta-ctl domain verify --wait: until the record matches and the certificate is there, or the time is over.
#include "app/CtlHands.h"
#include "contract/json/JsonCodec.h"
#include "contract/wire/Wire.h"
#include "support/ApiDocument.h"
#include "support/TestMain.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QTest>

namespace unmta::tst_ctl_verify {

using namespace unmta::test;
using namespace Qt::StringLiterals;

class TestCtlVerify : public QObject
{
    Q_OBJECT

    // What is seen at each look; the last stays.
    QList<wire::CheckOutcome> m_checks;
    QList<wire::CertificateState> m_certificates;
    CtlHands m_ctl{[this](const FakeRequest &request) {
        if (request.target.startsWith("/api/v1/clusters?"))
            return FakeEngine::data(QJsonArray{apiExample(u"Cluster"_s)});
        auto domain = sample<wire::TrackingDomain>("TrackingDomain");
        if (request.method == "POST") {
            auto check = sample<wire::Check>("Check");
            check.outcome = m_checks.size() > 1 ? m_checks.takeFirst() : m_checks.first();
            check.message = check.outcome == wire::CheckOutcome::Match ? u"It matches."_s : u"Not yet."_s;
            domain.certificate.state = m_certificates.first();
            return FakeEngine::data(wire::toJson(wire::VerifyReply{domain, check}));
        }
        domain.certificate.state = m_certificates.size() > 1 ? m_certificates.takeFirst() : m_certificates.first();
        return FakeEngine::data(wire::toJson(domain));
    }};

    int asked(const QByteArray &method) const
    {
        return static_cast<int>(
            std::count_if(m_ctl.engine.requests.begin(), m_ctl.engine.requests.end(), [&](const FakeRequest &request) {
                return request.method == method && request.target.contains("/tracking-domains/");
            }));
    }

private Q_SLOTS:
    void initTestCase() { QVERIFY(m_ctl.start()); }

    void goesOnUntilBothAreThere()
    {
        m_checks = {wire::CheckOutcome::Changed, wire::CheckOutcome::Match};
        m_certificates = {wire::CertificateState::Issuing, wire::CertificateState::Valid};
        const auto lines =
            m_ctl.run({u"domain"_s, u"verify"_s, u"track.example.com"_s, u"--wait"_s, u"1m"_s, u"--json"_s});
        QVERIFY2(!lines.isEmpty(), m_ctl.err.constData());
        QCOMPARE(asked("POST"), 2);
        QVERIFY(asked("GET") >= 1);
        const QJsonObject shown = QJsonDocument::fromJson(lines.first().toUtf8()).object();
        QCOMPARE(shown[u"domain"_s][u"certificate"_s][u"state"_s].toString(), u"valid"_s);
        QCOMPARE(shown[u"check"_s][u"outcome"_s].toString(), u"match"_s);
        QVERIFY2(m_ctl.err.contains("Not yet.") && m_ctl.err.contains("The certificate"), m_ctl.err.constData());
    }

    void timeIsOver_data()
    {
        QTest::addColumn<wire::CheckOutcome>("check");
        QTest::addColumn<wire::CertificateState>("certificate");
        QTest::newRow("no record") << wire::CheckOutcome::Changed << wire::CertificateState::None;
        QTest::newRow("no certificate") << wire::CheckOutcome::Match << wire::CertificateState::Failed;
    }
    void timeIsOver()
    {
        QFETCH(const wire::CheckOutcome, check);
        QFETCH(const wire::CertificateState, certificate);
        m_checks = {check};
        m_certificates = {certificate};
        QVERIFY(!m_ctl.run({u"domain"_s, u"verify"_s, u"track.example.com"_s, u"--wait"_s, u"1s"_s}, 1).isEmpty());
        QVERIFY(asked("POST") + asked("GET") >= 2); // at its end it looks once more
    }

    void wrongUsage_data()
    {
        QTest::addColumn<QStringList>("more");
        QTest::addColumn<QByteArray>("told");
        QTest::newRow("no duration") << QStringList{u"--wait"_s, u"soon"_s} << "is not a duration"_ba;
        QTest::newRow("several") << QStringList{u"b.example.com"_s, u"--wait"_s, u"1m"_s} << "one NAME"_ba;
    }
    void wrongUsage()
    {
        QFETCH(const QStringList, more);
        QFETCH(const QByteArray, told);
        QVERIFY(!m_ctl.run(QStringList{u"domain"_s, u"verify"_s, u"a.example.com"_s} + more, 2).isEmpty());
        QVERIFY2(m_ctl.err.contains(told), m_ctl.err.constData());
        QVERIFY(m_ctl.engine.requests.isEmpty());
    }
};

UNMTA_TEST(TestCtlVerify)

} // namespace unmta::tst_ctl_verify

Q_DECLARE_METATYPE(unmta::wire::CheckOutcome)
Q_DECLARE_METATYPE(unmta::wire::CertificateState)

#include "tst_ctl_verify.moc"
