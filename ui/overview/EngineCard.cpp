#include "overview/EngineCard.h"

#include "language/EngineText.h"
#include "session/Session.h"
#include "support/Formatting.h"

#include <QGridLayout>
#include <QLocale>
#include <QVBoxLayout>

namespace unmta::ui {

using namespace Qt::StringLiterals;

namespace {

constexpr int againMs = 5'000;
constexpr qint64 lowOnRoom = 1LL << 30;
constexpr qint64 farBehindSeconds = 60;

} // namespace

QString durationText(qint64 micros)
{
    const double ms = double(micros) / 1000;
    if (ms >= 1000)
        return EngineCard::tr("%1 s").arg(QLocale().toString(ms / 1000, 'f', 1));
    return EngineCard::tr("%1 ms").arg(QLocale().toString(ms, 'f', ms < 10 ? 1 : 0));
}

QString bytesText(qint64 bytes)
{
    return QLocale().formattedDataSize(bytes, 1, QLocale::DataSizeSIFormat);
}

EngineCard::EngineCard(Session &session, QWidget *parent)
    : QFrame(parent)
    , m_session(session)
    , m_rows(new QGridLayout)
    , m_requests(addFigure(u"engineRequests"_s, tr("Requests")))
    , m_answers(addFigure(u"engineAnswers"_s, tr("Answers, median · p99")))
    , m_waiting(addFigure(u"engineWaiting"_s, tr("Waiting to be written")))
    , m_webhooks(addFigure(u"engineWebhooks"_s, tr("Webhooks behind")))
    , m_mails(addFigure(u"engineMails"_s, tr("Mail waiting")))
    , m_store(addFigure(u"engineStore"_s, tr("Store")))
    , m_free(addFigure(u"engineFree"_s, tr("Free on its disk")))
    , m_problem(paragraph({}, u"errorSmall"_s))
{
    setObjectName(u"engineCard"_s);
    setProperty("role", u"card"_s);
    m_problem->setObjectName(u"engineProblem"_s);
    m_problem->hide();
    m_rows->setColumnStretch(0, 1);
    m_rows->setHorizontalSpacing(12);
    m_rows->setVerticalSpacing(10);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(16, 14, 16, 14);
    column->setSpacing(10);
    column->addWidget(label(tr("Engine"), u"heading"_s));
    column->addLayout(m_rows);
    column->addWidget(m_problem);
    column->addStretch(1);
    m_again.setInterval(againMs);
    connect(&m_again, &QTimer::timeout, this, &EngineCard::load);
}

QLabel *EngineCard::addFigure(const QString &name, const QString &text)
{
    auto *value = label(u"–"_s);
    value->setObjectName(name);
    value->setAlignment(Qt::AlignRight);
    const int row = m_rows->rowCount();
    m_rows->addWidget(paragraph(text, u"dim"_s), row, 0);
    m_rows->addWidget(value, row, 1);
    return value;
}

void EngineCard::showEvent(QShowEvent *event)
{
    QFrame::showEvent(event);
    load();
    m_again.start();
}

void EngineCard::hideEvent(QHideEvent *event)
{
    QFrame::hideEvent(event);
    m_again.stop();
}

void EngineCard::load()
{
    if (!m_session.isOnline())
        return;
    m_session.client().call(api::getServerLoad, {}, this, [this](const Result<wire::ServerLoad> &load) {
        if (load)
            return show(*load);
        // A token of one cluster does not see the whole installation.
        m_problem->setText(errorText(load.error()));
        m_problem->show();
    });
}

void EngineCard::show(const wire::ServerLoad &load)
{
    const double perSecond = load.recentSeconds > 0 ? double(load.recentRequests) / double(load.recentSeconds) : 0;
    m_requests->setText(tr("%1 / s").arg(QLocale().toString(perSecond, 'f', perSecond < 10 ? 1 : 0)));
    m_requests->setToolTip(
        tr("%1 since the engine was started %2").arg(number(load.requests), exactTime(load.startedAt)));
    m_answers->setText(load.medianMicros && load.p99Micros
                           ? tr("%1 · %2").arg(durationText(*load.medianMicros), durationText(*load.p99Micros))
                           : u"–"_s);
    m_answers->setToolTip(tr("Half of the last minute's answers took at most the first, 99 of 100 the second."));
    m_waiting->setText(load.recording ? number(load.eventsWaiting)
                                      : tr("%1, not recording").arg(number(load.eventsWaiting)));
    setRole(m_waiting, load.recording ? QString() : u"error"_s);
    m_webhooks->setText(load.webhooksWaiting > 0
                            ? tr("%1 s (%2)").arg(number(load.webhooksBehindSeconds), number(load.webhooksWaiting))
                            : tr("%1 s").arg(number(0)));
    setRole(m_webhooks, load.webhooksBehindSeconds > farBehindSeconds ? u"error"_s : QString());
    m_mails->setText(number(load.mailsWaiting));
    m_store->setText(bytesText(load.storeBytes));
    m_free->setText(bytesText(load.freeBytes));
    setRole(m_free, load.freeBytes < lowOnRoom ? u"error"_s : QString());
    m_problem->setText(load.eventsDropped > 0
                           ? tr("%1 opens and clicks could not be recorded so far.").arg(number(load.eventsDropped))
                           : QString());
    m_problem->setVisible(load.eventsDropped > 0);
}

} // namespace unmta::ui
