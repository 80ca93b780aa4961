#include "nextsteps/NextStepsCard.h"

#include "kit/Labels.h"
#include "nextsteps/ConnectMail.h"
#include "nextsteps/TestLinks.h"
#include "readiness/ReadinessWatch.h"

#include <QPushButton>
#include <QVBoxLayout>

namespace unmta::ui {

using namespace Qt::StringLiterals;

NextStepsCard::NextStepsCard(Session &session, const ReadinessWatch &readiness, QWidget *parent)
    : QFrame(parent)
    , m_readiness(readiness)
    , m_toggle(new QPushButton)
    , m_hint(paragraph(tr("Connect your mail server, send yourself a test."), u"dim"_s))
    , m_body(new QWidget)
    , m_mail(new ConnectMail(session))
    , m_test(new TestLinks(session))
{
    setObjectName(u"nextStepsCard"_s);
    setProperty("role", u"card"_s);
    m_toggle->setObjectName(u"nextStepsButton"_s);
    m_toggle->setProperty("look", u"name"_s);
    auto *body = new QVBoxLayout(m_body);
    body->setContentsMargins(5, 0, 0, 0);
    body->setSpacing(12);
    body->addWidget(m_mail);
    body->addWidget(rule());
    body->addWidget(m_test);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(11, 8, 16, 10);
    m_hint->setContentsMargins(5, 0, 0, 0); // beneath the title's text
    column->setSpacing(6);
    column->addWidget(m_toggle, 0, Qt::AlignLeft);
    column->addWidget(m_hint);
    column->addWidget(m_body);
    connect(m_toggle, &QPushButton::clicked, this, [this] {
        m_isTouched = true;
        setOpen(m_body->isHidden());
    });
    connect(m_mail, &ConnectMail::helpRequested, this, &NextStepsCard::helpRequested);
    setOpen(false);
    hide();
}

bool NextStepsCard::isMailConnected() const
{
    if (!m_readiness.isWanted()) // a sandbox has no mail of its own
        return true;
    const auto &checks = m_readiness.readiness()->checks;
    return std::any_of(checks.begin(), checks.end(), [](const wire::ReadinessCheck &check) {
        return check.id == u"mail_server" && check.state == wire::ReadinessState::Ready;
    });
}

void NextStepsCard::setOpen(bool isOpen)
{
    m_body->setVisible(isOpen);
    m_hint->setVisible(!isOpen);
    m_toggle->setText(isOpen ? tr("▾  Next steps") : tr("▸  Next steps"));
    m_toggle->setAccessibleName(isOpen ? tr("Next steps, opened") : tr("Next steps, closed"));
}

void NextStepsCard::show(const wire::TrackingDomain &domain)
{
    setVisible(domain.status == wire::DomainStatus::Active);
    if (m_shown != domain.name) {
        m_shown = domain.name;
        m_isTouched = false;
        m_mail->forget();
    }
    m_test->show(domain);
    if (!m_isTouched && m_body->isHidden() == !isMailConnected())
        setOpen(!isMailConnected());
}

} // namespace unmta::ui
