#include "cluster/ShippingCard.h"

#include "cluster/ShippingDialog.h"
#include "kit/Badge.h"
#include "language/EngineText.h"
#include "session/Session.h"
#include "support/Formatting.h"
#include "support/WrapRow.h"

#include <QPushButton>
#include <QVBoxLayout>

namespace unmta::ui {

using namespace Qt::StringLiterals;

namespace {

BadgeText phaseBadge(wire::ShippingPhase phase)
{
    switch (phase) {
    case wire::ShippingPhase::Waiting:
        return {ShippingCard::tr("On"), Tone::Good, Mark::Dot};
    case wire::ShippingPhase::Working:
        return {ShippingCard::tr("Shipping"), Tone::Accent, Mark::Dot};
    case wire::ShippingPhase::Failing:
        return {ShippingCard::tr("Failing"), Tone::Bad, Mark::Triangle};
    }
    return {};
}

QString shippingPlace(const wire::Shipping &shipping)
{
    if (shipping.kind == wire::ShippingKind::Directory)
        return shipping.path.value_or(QString());
    return u"%1 · %2"_s.arg(shipping.endpoint.value_or(QString()), shipping.bucket.value_or(QString()));
}

} // namespace

ShippingCard::ShippingCard(Session &session, QWidget *parent)
    : QFrame(parent)
    , m_session(session)
    , m_badge(new Badge)
    , m_where(paragraph({}))
    , m_state(paragraph({}, u"small"_s))
    , m_problem(paragraph({}, u"errorSmall"_s))
    , m_edit(new QPushButton)
    , m_stop(new QPushButton(tr("Stop shipping")))
{
    setObjectName(u"shippingCard"_s);
    setProperty("role", u"card"_s);
    m_where->setObjectName(u"shippingPlace"_s);
    m_state->setObjectName(u"shippingState"_s);
    m_problem->setObjectName(u"shippingProblem"_s);
    m_edit->setObjectName(u"editShippingButton"_s);
    m_edit->setProperty("look", u"small"_s);
    m_stop->setObjectName(u"stopShippingButton"_s);
    m_stop->setProperty("look", u"small"_s);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(16, 14, 16, 16);
    column->setSpacing(8);
    auto *top = new WrapRow;
    top->setSpacing(8);
    top->add(label(tr("Shipping of events"), u"heading"_s));
    top->add(m_badge);
    top->addStretch();
    top->add(m_stop);
    top->add(m_edit);
    column->addLayout(top);
    column->addWidget(m_where);
    column->addWidget(m_state);
    column->addWidget(m_problem);
    connect(m_edit, &QPushButton::clicked, this, &ShippingCard::edit);
    connect(m_stop, &QPushButton::clicked, this, &ShippingCard::stop);
    showNone();
}

void ShippingCard::load()
{
    const QString cluster = m_session.clusterId();
    if (cluster.isEmpty())
        return;
    m_session.client().call(api::getShipping, {cluster}, this, [this, cluster](const Result<wire::Shipping> &shipping) {
        if (cluster != m_session.clusterId())
            return;
        if (shipping)
            show(*shipping);
        else if (shipping.error().code == u"shipping.not_set"_s || shipping.error().code == u"request.not_found"_s)
            showNone();
        else
            showProblem(shipping.error());
    });
}

void ShippingCard::showNone()
{
    m_shipping.reset();
    m_badge->hide();
    m_stop->hide();
    m_problem->hide();
    m_state->hide();
    m_edit->setText(tr("Ship events…"));
    m_where->setText(
        tr("Events stay in the engine's own store. They can be written to a directory or an object store as well, for "
           "programs that evaluate them."));
}

void ShippingCard::show(const wire::Shipping &shipping)
{
    m_shipping = shipping;
    const wire::ShippingState &state = shipping.state;
    m_badge->show(phaseBadge(state.phase));
    m_badge->setVisible(true);
    m_stop->show();
    m_edit->setText(tr("Change…"));
    m_where->setText(shippingPlace(shipping));
    QStringList lines{tr("%1 events in %2 files so far, every %3.")
                          .arg(number(state.events), number(state.objects), shipping.interval)};
    if (state.lastObject)
        lines << tr("The last one, %1, was written %2.")
                     .arg(state.lastObject->name, relativeTime(state.lastObject->at, m_session.now()));
    lines << (state.backlog > 0 ? tr("%1 events wait.").arg(number(state.backlog)) : tr("Nothing waits."));
    m_state->setText(lines.join(u'\n'));
    m_state->show();
    m_problem->setVisible(state.error.has_value());
    if (state.error)
        m_problem->setText(state.nextTryAt ? tr("%1 Next try %2.")
                                                 .arg(engineText(state.error->message),
                                                      relativeTime(*state.nextTryAt, m_session.now()))
                                           : engineText(state.error->message));
}

void ShippingCard::showProblem(const Error &error)
{
    m_problem->setText(errorText(error));
    m_problem->show();
}

void ShippingCard::edit()
{
    auto *dialog = new ShippingDialog(m_shipping, window());
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &ShippingDialog::submitted, this, [this, dialog](const wire::ShippingInput &input) {
        m_session.client().call(api::setShipping, {m_session.clusterId()}, input, dialog,
                                [this, dialog](const Result<wire::Shipping> &shipping) {
                                    if (!shipping)
                                        return dialog->refuse(shipping.error());
                                    show(*shipping);
                                    dialog->accept();
                                });
    });
    dialog->open();
}

// What was shipped stays where it is, and shipping can go on where it ended.
void ShippingCard::stop()
{
    m_session.client().call(api::deleteShipping, {m_session.clusterId()}, this,
                            [this](const Result<void> &done) { done ? showNone() : showProblem(done.error()); });
}

} // namespace unmta::ui
