#include "events/EventDetail.h"

#include "contract/json/JsonCodec.h"
#include "events/BotWords.h"
#include "kit/Labels.h"
#include "kit/text/CopyButton.h"
#include "support/Formatting.h"
#include "support/WrapRow.h"

#include <QGridLayout>
#include <QHBoxLayout>
#include <QJsonDocument>
#include <QPushButton>
#include <QVBoxLayout>

namespace unmta::ui {

using namespace Qt::StringLiterals;

EventDetail::EventDetail(QWidget *parent)
    : QFrame(parent)
    , m_title(label({}, u"heading"_s))
    , m_fields(new QGridLayout)
    , m_copy(new CopyButton(tr("the event as JSON")))
    , m_message(new QPushButton(tr("This message's events")))
    , m_recipient(new QPushButton(tr("This recipient's events")))
    , m_link(new QPushButton(tr("This link's clicks")))
    , m_who(new QPushButton(tr("Who opened and clicked")))
    , m_hostLinks(new QPushButton(tr("This host's top links")))
{
    setObjectName(u"eventDetail"_s);
    setAccessibleName(tr("The chosen event"));
    setProperty("role", u"card"_s);
    m_title->setObjectName(u"eventDetailTitle"_s);
    m_copy->setObjectName(u"copyEventButton"_s);
    m_message->setObjectName(u"messageEventsButton"_s);
    m_recipient->setObjectName(u"recipientEventsButton"_s);
    m_link->setObjectName(u"linkClicksButton"_s);
    auto *close = new QPushButton(tr("Close"));
    close->setObjectName(u"closeDetailButton"_s);
    close->setAccessibleName(tr("Close the event's details"));
    auto *top = new QHBoxLayout;
    top->addWidget(m_title, 1);
    top->addWidget(m_copy);
    top->addWidget(close);
    m_fields->setHorizontalSpacing(16);
    m_fields->setVerticalSpacing(3);
    m_fields->setColumnStretch(1, 1);
    m_fields->setColumnStretch(3, 1);
    m_who->setObjectName(u"messageSumsButton"_s);
    m_who->setToolTip(tr("All who opened this message or clicked in it, with their times"));
    m_hostLinks->setObjectName(u"hostLinksButton"_s);
    m_hostLinks->setToolTip(tr("The links of this tracking host, those that were clicked most first"));
    auto *ways = new WrapRow;
    for (QPushButton *way : {m_message, m_recipient, m_link, m_who, m_hostLinks}) {
        way->setProperty("look", u"small"_s);
        ways->add(way);
    }
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(14, 10, 14, 12);
    column->setSpacing(8);
    column->addLayout(top);
    column->addLayout(m_fields);
    column->addLayout(ways);
    connect(close, &QPushButton::clicked, this, &EventDetail::closeRequested);
    connect(m_message, &QPushButton::clicked, this,
            [this] { Q_EMIT searchRequested(EventQuery::Field::MessageId, m_event.messageId); });
    connect(m_recipient, &QPushButton::clicked, this,
            [this] { Q_EMIT searchRequested(EventQuery::Field::Recipient, m_event.recipient); });
    connect(m_who, &QPushButton::clicked, this, [this] { Q_EMIT messageSumsRequested(m_event.messageId); });
    connect(m_hostLinks, &QPushButton::clicked, this, [this] { Q_EMIT hostLinksRequested(m_event.trackingHost); });
    connect(m_link, &QPushButton::clicked, this,
            [this] { Q_EMIT searchRequested(EventQuery::Field::Link, m_event.url); });
}

void EventDetail::addRow(const QString &name, const QString &objectName, const QString &value)
{
    if (value.isEmpty())
        return;
    // Two pairs in a row: what is long stands in a row of its own.
    const bool isLong = value.size() > 48;
    const bool isSecond = m_hasRoom && !isLong;
    const int row = isSecond ? m_rows - 1 : m_rows++;
    const int column = isSecond ? 2 : 0;
    m_hasRoom = !isLong && !isSecond;
    auto *key = label(name, u"dim"_s);
    auto *shown = paragraph(value);
    shown->setObjectName(objectName);
    shown->setAccessibleName(u"%1: %2"_s.arg(name, value));
    m_fields->addWidget(key, row, column, Qt::AlignTop);
    m_fields->addWidget(shown, row, column + 1, 1, isLong ? 3 : 1, Qt::AlignTop);
}

QList<QAbstractButton *> EventDetail::ways() const
{
    return {m_message, m_recipient, m_link, m_who, m_hostLinks};
}

void EventDetail::show(const wire::Event &event)
{
    m_event = event;
    while (QLayoutItem *item = m_fields->takeAt(0)) {
        delete item->widget();
        delete item;
    }
    m_rows = 0;
    m_hasRoom = false;
    const bool isClick = event.type == wire::EventType::Click;
    m_title->setText(isClick ? tr("Click") : tr("Open"));
    addRow(tr("Time"), u"detailTime"_s, exactTime(event.timestamp));
    addRow(tr("By"), u"detailBy"_s, doerWord(event.bot));
    addRow(tr("Recipient"), u"detailRecipient"_s, event.recipient);
    addRow(tr("Tracking host"), u"detailHost"_s, event.trackingHost);
    addRow(tr("Message-ID"), u"detailMessage"_s, event.messageId);
    addRow(tr("Destination"), u"detailUrl"_s, event.url);
    addRow(tr("Link name"), u"detailLinkName"_s, event.linkName);
    addRow(tr("Address"), u"detailIp"_s, event.ip);
    addRow(tr("Program"), u"detailAgent"_s, event.userAgent);
    for (auto it = event.meta.cbegin(); it != event.meta.cend(); ++it)
        addRow(it.key(), {}, it.value());
    addRow(tr("Event"), u"detailId"_s, event.eventId);
    m_copy->setValue(QString::fromUtf8(QJsonDocument(wire::toJson(event)).toJson()));
    m_message->setVisible(!event.messageId.isEmpty());
    m_who->setVisible(!event.messageId.isEmpty());
    m_recipient->setVisible(!event.recipient.isEmpty());
    m_link->setVisible(isClick);
}

} // namespace unmta::ui
