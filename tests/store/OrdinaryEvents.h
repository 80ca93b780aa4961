// Events as ordinary mail brings them, as many as one likes: one cluster and host, many recipients and messages, some
// dozen agents, any address, about a fifth clicks.
#pragma once

#include "base/Clock.h"
#include "domain/events/PackedEvents.h"
#include "support/FakeRandom.h"

namespace unmta::test {

class OrdinaryEvents
{
public:
    explicit OrdinaryEvents(quint64 seed)
        : m_random(seed)
        , m_next(seed)
    {}

    [[nodiscard]] static QString cluster() { return QStringLiteral("0a0b0c0d"); }
    [[nodiscard]] static QString recipient(quint64 number)
    {
        return QStringLiteral("reader.%1@example%2.net").arg(number % 1'000'003).arg(number % 47);
    }
    // Nobody could guess the next one, as of any mail server.
    [[nodiscard]] static QString messageId(quint64 number)
    {
        const quint64 mixed = (number + 1) * 0x9e3779b97f4a7c15;
        return QStringLiteral("<%1.%2@mail.example.com>").arg(mixed, 16, 16, QChar(u'0')).arg(number);
    }

    void pack(QByteArray &to)
    {
        const quint64 number = m_next++;
        const QByteArray cluster = "0a0b0c0d";
        const QByteArray host = "track.example.com";
        const QByteArray recipient = this->recipient(number).toUtf8();
        const QByteArray messageId = this->messageId(number).toUtf8();
        const QByteArray url = "https://www.example.com/offers/" + QByteArray::number(number % 300);
        const QByteArray ip = QByteArray::number(m_random.below(223) + 1) + '.' +
                              QByteArray::number(m_random.below(256)) + '.' + QByteArray::number(m_random.below(256)) +
                              '.' + QByteArray::number(m_random.below(256));
        const QByteArray agent =
            "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/" +
            QByteArray::number(80 + m_random.below(50)) + ".0.0.0 Safari/537.36";
        EventView event;
        event.kind = number % 5 == 0 ? LinkKind::Click : LinkKind::Open;
        event.timestamp = 1'790'000'000'000 + static_cast<std::int64_t>(number) / 10;
        event.id = makeRawEventId(event.timestamp, m_random);
        event.domainId = 7;
        event[EventText::Cluster] = cluster;
        event[EventText::Host] = host;
        event[EventText::MessageId] = messageId;
        event[EventText::Recipient] = recipient;
        if (event.kind == LinkKind::Click) {
            event.linkIndex = static_cast<int>(number % 9) + 1;
            event[EventText::Url] = url;
        }
        event[EventText::Ip] = ip;
        event[EventText::UserAgent] = agent;
        packEvent(to, event);
    }

private:
    FakeRandom m_random;
    quint64 m_next;
};

} // namespace unmta::test
