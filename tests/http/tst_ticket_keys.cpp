// Which key seals a TLS session, and which opens it: a server's own, or one that several have in common.
#include "http/server/TicketKeys.h"
#include "support/FakeClock.h"
#include "support/TestMain.h"

#include <QTest>

namespace unmta::tst_ticket_keys {

using namespace unmta::http;
using namespace unmta::test;

class TestTicketKeys : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void onesOwn();
    void inCommon();
    void withoutOneForThePresent();

private:
    static QByteArray secret(char of) { return QByteArray(SharedTickets::secretSize, of); }
    FakeClock m_clock;
};

void TestTicketKeys::onesOwn()
{
    TicketKeys one(m_clock);
    TicketKeys two(m_clock);
    TicketKeys::Key sealing{};
    TicketKeys::Key opening{};
    bool current = false;
    QVERIFY(one.sealingKey(sealing));
    QVERIFY(one.openingKey(sealing.name.data(), opening, current));
    QVERIFY(current);
    QVERIFY(opening.cipher == sealing.cipher);
    QVERIFY(!two.openingKey(sealing.name.data(), opening, current));
}

void TestTicketKeys::inCommon()
{
    const auto shared = std::make_shared<SharedTickets>();
    shared->set({{1, secret('a')}, {2, secret('b')}}, 1);
    TicketKeys one(m_clock, shared);
    TicketKeys two(m_clock, shared);
    TicketKeys::Key sealing{};
    TicketKeys::Key opening{};
    bool current = false;
    QVERIFY(one.sealingKey(sealing));
    QVERIFY(two.openingKey(sealing.name.data(), opening, current));
    QVERIFY(current);
    QVERIFY(opening.mac == sealing.mac);
    shared->set({{1, secret('a')}, {2, secret('b')}}, 2);
    QVERIFY(two.openingKey(sealing.name.data(), opening, current));
    QVERIFY(!current); // a fresh ticket comes with it
    QVERIFY(two.sealingKey(opening));
    QVERIFY(opening.name != sealing.name);
    shared->set({{2, secret('b')}}, 2);
    QVERIFY(!two.openingKey(sealing.name.data(), opening, current));
}

void TestTicketKeys::withoutOneForThePresent()
{
    const auto shared = std::make_shared<SharedTickets>();
    shared->set({{1, secret('a')}}, 5);
    TicketKeys one(m_clock, shared);
    TicketKeys::Key sealing{};
    TicketKeys::Key opening{};
    bool current = false;
    QVERIFY(one.sealingKey(sealing));
    QVERIFY(one.openingKey(sealing.name.data(), opening, current));
    QVERIFY(opening.cipher == sealing.cipher);
}

UNMTA_TEST(TestTicketKeys)

} // namespace unmta::tst_ticket_keys

#include "tst_ticket_keys.moc"
