#include "overview/EngineCard.h"

#include "language/EngineText.h"
#include "overview/FigureRows.h"
#include "session/Session.h"
#include "support/Formatting.h"

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
    , m_rows(new FigureRows(10))
    , m_requests(m_rows->add(u"engineRequests"_s, tr("Requests"), u"–"_s))
    , m_answers(m_rows->add(u"engineAnswers"_s, tr("Answers, median · p99"), u"–"_s))
    , m_waiting(m_rows->add(u"engineWaiting"_s, tr("Waiting to be written"), u"–"_s))
    , m_webhooks(m_rows->add(u"engineWebhooks"_s, tr("Webhooks behind"), u"–"_s))
    , m_mails(m_rows->add(u"engineMails"_s, tr("Mail waiting"), u"–"_s))
    , m_store(m_rows->add(u"engineStore"_s, tr("Store"), u"–"_s))
    , m_free(m_rows->add(u"engineFree"_s, tr("Free on its disk"), u"–"_s))
    , m_problem(paragraph({}, u"errorSmall"_s))
{
    setObjectName(u"engineCard"_s);
    setProperty("role", u"card"_s);
    m_problem->setObjectName(u"engineProblem"_s);
    m_problem->hide();
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
    tellFigure(m_waiting,
               load.recording ? number(load.eventsWaiting) : tr("%1, not recording").arg(number(load.eventsWaiting)),
               !load.recording);
    tellFigure(m_webhooks,
               load.webhooksWaiting > 0
                   ? tr("%1 s (%2)").arg(number(load.webhooksBehindSeconds), number(load.webhooksWaiting))
                   : tr("%1 s").arg(number(0)),
               load.webhooksBehindSeconds > farBehindSeconds);
    m_mails->setText(number(load.mailsWaiting));
    m_store->setText(bytesText(load.storeBytes));
    tellFigure(m_free, bytesText(load.freeBytes), load.freeBytes < lowOnRoom);
    m_problem->setText(load.eventsDropped > 0
                           ? tr("%1 opens and clicks could not be recorded so far.").arg(number(load.eventsDropped))
                           : QString());
    m_problem->setVisible(load.eventsDropped > 0);
}

} // namespace unmta::ui
