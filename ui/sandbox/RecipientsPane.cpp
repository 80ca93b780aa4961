#include "sandbox/RecipientsPane.h"

#include "language/EngineText.h"
#include "session/Session.h"
#include "support/Formatting.h"

#include <QComboBox>
#include <QGridLayout>
#include <QHBoxLayout>
#include <QPushButton>
#include <QSlider>
#include <QSpinBox>
#include <QVBoxLayout>

namespace unmta::ui {

using namespace Qt::StringLiterals;

namespace {

constexpr int mostRecipients = 1000;
constexpr int fewRecipients = 20;

} // namespace

RecipientsPane::RecipientsPane(Session &session, QWidget *parent)
    : QWidget(parent)
    , m_session(session)
    , m_slider(new QSlider(Qt::Horizontal))
    , m_count(new QSpinBox)
    , m_host(new QComboBox)
    , m_play(new QPushButton(tr("Let them read the mail")))
    , m_state(paragraph({}))
    , m_events(new QPushButton(tr("Show events")))
{
    m_slider->setObjectName(u"recipientsSlider"_s);
    m_slider->setAccessibleName(tr("Number of recipients"));
    m_slider->setRange(1, mostRecipients);
    m_slider->setPageStep(100);
    m_slider->setValue(fewRecipients);
    m_count->setObjectName(u"recipientsBox"_s);
    m_count->setAccessibleName(tr("Number of recipients, as a number"));
    m_count->setRange(1, mostRecipients);
    m_count->setValue(fewRecipients);
    m_host->setObjectName(u"recipientsHostBox"_s);
    m_host->setAccessibleName(tr("Tracking host of the links"));
    m_play->setObjectName(u"playRecipientsButton"_s);
    m_play->setProperty("look", u"primary"_s);
    m_state->setObjectName(u"recipientsState"_s);
    m_state->hide();
    m_events->setObjectName(u"showPlayedEventsButton"_s);
    m_events->setProperty("look", u"small"_s);
    m_events->hide();

    auto *card = new Card(tr("Recipients"));
    card->body()->addWidget(
        paragraph(tr("A mail with a pixel and two links goes to that many recipients. Two of three open it, one of "
                     "four clicks, and a few of them are programs. They ask the real edge of this sandbox."),
                  u"dim"_s));
    auto *form = new QGridLayout;
    form->setHorizontalSpacing(12);
    form->setVerticalSpacing(8);
    form->addWidget(label(tr("Recipients")), 0, 0);
    auto *number = new QHBoxLayout;
    number->addWidget(m_slider, 1);
    number->addWidget(m_count);
    form->addLayout(number, 0, 1);
    form->addWidget(label(tr("Tracking host")), 1, 0);
    form->addWidget(m_host, 1, 1);
    form->setColumnStretch(1, 1);
    card->body()->addLayout(form);
    auto *row = new QHBoxLayout;
    row->addWidget(m_play);
    row->addStretch(1);
    card->body()->addLayout(row);
    card->body()->addWidget(m_state);
    auto *after = new QHBoxLayout;
    after->addWidget(m_events);
    after->addStretch(1);
    card->body()->addLayout(after);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 4, 0, 0);
    column->addWidget(card);
    column->addStretch(1);

    connect(m_slider, &QSlider::valueChanged, m_count, &QSpinBox::setValue);
    connect(m_count, &QSpinBox::valueChanged, m_slider, &QSlider::setValue);
    connect(m_play, &QPushButton::clicked, this, &RecipientsPane::play);
    connect(m_events, &QPushButton::clicked, this, &RecipientsPane::eventsRequested);
    connect(&session.domains(), &DomainCache::settled, this, [this] {
        if (isVisible())
            showHosts();
    });
    connect(&session, &Session::clustersChanged, this, &RecipientsPane::showHosts);
    showHosts();
}

void RecipientsPane::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    showHosts();
}

// The active ones, those that were active longest last; the cluster's own host is always there.
void RecipientsPane::showHosts()
{
    QStringList hosts;
    for (const wire::TrackingDomain &domain : m_session.domains().all()) {
        if (domain.status == wire::DomainStatus::Active)
            hosts << domain.name;
    }
    hosts.sort();
    QStringList shown;
    for (int i = 1; i < m_host->count(); ++i)
        shown << m_host->itemText(i);
    if (m_host->count() > 0 && shown == hosts)
        return;
    const QString chosen = m_host->currentData().toString();
    m_host->clear();
    m_host->addItem(tr("The one in force"), QString());
    for (const QString &host : std::as_const(hosts))
        m_host->addItem(host, host);
    const int again = m_host->findData(chosen);
    m_host->setCurrentIndex(!chosen.isEmpty() && again > 0 ? again : hosts.isEmpty() ? 0 : 1);
}

void RecipientsPane::play()
{
    m_play->setEnabled(false);
    m_state->hide();
    const wire::SandboxAudienceInput input{m_session.clusterId(), m_count->value(), m_host->currentData().toString()};
    m_session.client().call(api::playRecipients, {}, input, this,
                            [this](const Result<wire::SandboxAudience> &audience) { take(audience); });
}

void RecipientsPane::take(const Result<wire::SandboxAudience> &audience)
{
    m_play->setEnabled(true);
    m_play->setFocus();
    setRole(m_state, audience ? u"strong"_s : u"errorSmall"_s);
    m_state->setText(audience ? tr("%1 opens and %2 clicks were played; events show them as they arrive.")
                                    .arg(number(audience->opens), number(audience->clicks))
                              : errorText(audience.error()));
    m_state->show();
    m_events->setVisible(audience.ok());
}

} // namespace unmta::ui
