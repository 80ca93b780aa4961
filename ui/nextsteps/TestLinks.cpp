#include "nextsteps/TestLinks.h"

#include "base/Random.h"
#include "kit/Badge.h"
#include "kit/Labels.h"
#include "kit/text/CopyText.h"
#include "language/EngineText.h"
#include "session/Permit.h"
#include "session/Session.h"
#include "support/Formatting.h"
#include "support/Scale.h"
#include "support/WrapRow.h"

#include <QLineEdit>
#include <QPushButton>
#include <QVBoxLayout>

namespace unmta::ui {

using namespace Qt::StringLiterals;
using wire::EventType;

namespace {

constexpr qsizetype idBytes = 6;

void empty(QVBoxLayout *layout)
{
    while (QLayoutItem *item = layout->takeAt(0)) {
        item->widget()->hide();
        item->widget()->deleteLater(); // perhaps its button has the focus
        delete item;
    }
}

} // namespace

TestLinks::TestLinks(Session &session, QWidget *parent)
    : QWidget(parent)
    , m_session(session)
    , m_recipient(new QLineEdit)
    , m_make(new QPushButton(tr("Make test links")))
    , m_snippet(new QVBoxLayout)
    , m_snippetArea(new QWidget)
    , m_problem(paragraph({}, u"errorSmall"_s))
{
    m_recipient->setObjectName(u"testRecipientEdit"_s);
    m_recipient->setAccessibleName(tr("Your address, for the test"));
    m_recipient->setPlaceholderText(tr("you@example.com"));
    m_make->setObjectName(u"makeTestButton"_s);
    m_problem->setObjectName(u"testProblem"_s);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(6);
    column->addWidget(label(tr("Send yourself a test"), u"strong"_s));
    auto *row = new WrapRow;
    row->setSpacing(8);
    row->add(m_recipient, scaled(240, fontMetrics()));
    row->add(m_make);
    column->addLayout(row);
    column->addWidget(
        paragraph(tr("A genuine link and a genuine pixel, without a mail server: open them, or put them into a "
                     "message to yourself. What you do shows here at once."),
                  u"dim"_s));
    m_click = makeRow(u"click"_s, tr("Link"));
    m_open = makeRow(u"open"_s, tr("Pixel"));
    column->addWidget(m_click.area);
    column->addWidget(m_open.area);
    auto *snippet = new QVBoxLayout(m_snippetArea);
    snippet->setContentsMargins(0, 2, 0, 0);
    snippet->setSpacing(4);
    snippet->addWidget(label(tr("Both as HTML, for a message"), u"small"_s));
    snippet->addLayout(m_snippet);
    column->addWidget(m_snippetArea);
    column->addWidget(m_problem);
    permit(session, Right::Rewrite, {m_make});
    connect(m_make, &QPushButton::clicked, this, &TestLinks::make);
    connect(m_recipient, &QLineEdit::returnPressed, m_make, &QPushButton::click);
    connect(&session, &Session::changed, this, [this](const wire::Change &change) {
        if (change.kind == ChangeKind::Activity && change.clusterId == m_domain.clusterId)
            look();
    });
    connect(&session, &Session::reset, this, &TestLinks::look);
    clear();
}

TestLinks::Row TestLinks::makeRow(const QString &name, const QString &title)
{
    Row row;
    row.area = new QWidget;
    row.address = new QVBoxLayout;
    row.badge = new Badge;
    row.badge->setObjectName(u"testBadge_"_s + name);
    row.words = paragraph({}, u"dim"_s);
    row.words->setObjectName(u"testWords_"_s + name);
    auto *top = new WrapRow;
    top->setSpacing(8);
    top->add(label(title, u"small"_s));
    top->add(row.badge);
    top->add(row.words, scaled(240, fontMetrics()));
    auto *column = new QVBoxLayout(row.area);
    column->setContentsMargins(0, 2, 0, 0);
    column->setSpacing(4);
    column->addLayout(top);
    column->addLayout(row.address);
    return row;
}

void TestLinks::show(const wire::TrackingDomain &domain)
{
    if (domain.name != m_domain.name || domain.clusterId != m_domain.clusterId)
        clear();
    m_domain = domain;
}

void TestLinks::clear()
{
    m_messageId.clear();
    for (Row *row : {&m_click, &m_open}) {
        empty(row->address);
        row->url.clear();
        row->area->hide();
    }
    empty(m_snippet);
    m_snippetArea->hide();
    m_problem->hide();
    m_make->setEnabled(true);
}

void TestLinks::make()
{
    clear();
    m_messageId = u"test-%1@%2"_s.arg(SystemRandom().hex(idBytes), m_domain.name);
    m_make->setEnabled(false);
    mint(EventType::Click);
}

void TestLinks::mint(EventType type)
{
    wire::LinkInput order;
    order.kind = type;
    // Somewhere that is the owner's own.
    if (type == EventType::Click)
        order.url = u"https://%1/"_s.arg(m_domain.record.zone);
    order.messageId = m_messageId;
    order.recipient = m_recipient->text().trimmed();
    order.trackingHost = m_domain.name;
    order.allowHttp = true; // the certificate may still be on its way
    m_session.client().call(api::mintLink, {m_domain.clusterId}, order, this,
                            [this, type, of = m_messageId](const Result<wire::Link> &link) {
                                if (of != m_messageId)
                                    return;
                                if (!link)
                                    return refuse(link.error());
                                take(type, link->url);
                            });
}

void TestLinks::take(EventType type, const QString &url)
{
    Row &row = rowOf(type);
    const bool isClick = type == EventType::Click;
    row.url = url;
    row.address->addWidget(new CopyText(isClick ? u"testLink"_s : u"testPixel"_s,
                                        isClick ? tr("the test link") : tr("the address of the test pixel"), url));
    row.area->setVisible(true);
    light(type, {});
    if (isClick)
        return mint(EventType::Open);
    m_make->setEnabled(true);
    setSnippet();
    look();
}

void TestLinks::setSnippet()
{
    m_snippet->addWidget(
        new CopyText(u"testHtml"_s, tr("the HTML"),
                     u"<a href=\"%1\">Test</a>\n<img src=\"%2\" width=\"1\" height=\"1\" alt=\"\">"_s.arg(
                         m_click.url.toHtmlEscaped(), m_open.url.toHtmlEscaped())));
    m_snippetArea->setVisible(true);
}

void TestLinks::refuse(const Error &error)
{
    m_messageId.clear();
    m_make->setEnabled(true);
    m_problem->setText(errorText(error));
    m_problem->show();
}

void TestLinks::look()
{
    if (m_messageId.isEmpty() || m_open.url.isEmpty())
        return;
    m_session.client().call(api::listEvents, {m_domain.clusterId},
                            {{u"message_id"_s, m_messageId}, {u"order"_s, u"desc"_s}, {u"limit"_s, u"100"_s}}, this,
                            [this, of = m_messageId](const Result<wire::Page<wire::Event>> &page) {
                                if (of != m_messageId || !page)
                                    return;
                                for (const EventType type : {EventType::Click, EventType::Open}) {
                                    QList<wire::Event> ofType = page->items;
                                    ofType.removeIf([type](const wire::Event &event) { return event.type != type; });
                                    light(type, ofType);
                                }
                            });
}

// The newest first.
void TestLinks::light(EventType type, const QList<wire::Event> &events)
{
    const Row &row = rowOf(type);
    const bool isClick = type == EventType::Click;
    if (events.isEmpty()) {
        row.badge->show({tr("Waiting"), Tone::Neutral});
        row.words->setText(isClick ? tr("Open it in a browser.") : tr("It is fetched when the message is shown."));
        return;
    }
    row.badge->show({isClick ? tr("Clicked") : tr("Opened"), Tone::Good});
    const wire::Event &last = events.first();
    const QString who = last.bot.isEmpty() ? last.userAgent : tr("a program: %1").arg(last.bot);
    const QString count = events.size() > 1
                              ? tr("%1 times, last %2").arg(number(events.size()), clockTime(last.timestamp))
                              : tr("at %1").arg(clockTime(last.timestamp));
    row.words->setText(who.isEmpty() ? count : tr("%1 (%2)").arg(count, who));
}

} // namespace unmta::ui
