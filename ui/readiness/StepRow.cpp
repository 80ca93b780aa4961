#include "readiness/StepRow.h"

#include "kit/Badge.h"
#include "kit/Labels.h"
#include "kit/text/CopyText.h"
#include "language/EngineText.h"
#include "support/Formatting.h"
#include "support/Scale.h"
#include "support/WrapRow.h"

#include <QHBoxLayout>
#include <QPushButton>
#include <QVBoxLayout>

namespace unmta::ui {

using namespace Qt::StringLiterals;

namespace {

QLabel *named(QLabel *made, const QString &name)
{
    made->setObjectName(name);
    made->hide();
    return made;
}

} // namespace

StepRow::StepRow(const QString &id, QWidget *parent)
    : QFrame(parent)
    , m_id(id)
    , m_state(new QWidget)
    , m_badge(new Badge(m_state))
    , m_title(label(stepTitle(id), u"strong"_s))
    , m_sentence(named(paragraph({}), u"stepSentence_"_s + id))
    , m_meaning(named(paragraph({}, u"dim"_s), u"stepMeaning_"_s + id))
    , m_fix(named(paragraph({}, u"dim"_s), u"stepFix_"_s + id))
    , m_blocks(new QWidget)
    , m_details(new QPushButton(tr("Details")))
    , m_action(new QPushButton)
    , m_evidence(named(paragraph({}, u"small"_s), u"stepEvidence_"_s + id))
    , m_words(new QVBoxLayout)
{
    setObjectName(u"step_"_s + id);
    m_badge->setObjectName(u"stepBadge_"_s + id);
    m_title->setObjectName(u"stepTitle_"_s + id);
    m_action->setObjectName(u"stepButton_"_s + id);
    m_action->setProperty("look", u"small"_s);
    m_details->setObjectName(u"stepDetailsButton_"_s + id);
    m_details->setAccessibleName(tr("Details: %1").arg(stepTitle(id)));
    m_details->setProperty("look", u"crumb"_s); // no taller than the title beside it
    m_details->setCheckable(true);

    auto *state = new QVBoxLayout(m_state);
    state->setContentsMargins(0, 0, 0, 0);
    state->addWidget(m_badge, 0, Qt::AlignTop | Qt::AlignLeft);
    auto *top = new QHBoxLayout;
    top->setSpacing(8);
    m_title->setMinimumHeight(badgeSize({}, font()).height()); // level with the badge
    m_title->setWordWrap(true); // in large letters it is wider than a small window has room for
    top->addWidget(m_title, 1);
    top->addWidget(m_details, 0, Qt::AlignTop);
    auto *blocks = new QVBoxLayout(m_blocks);
    blocks->setContentsMargins(0, 2, 0, 2);
    blocks->setSpacing(6);
    auto *buttons = new QHBoxLayout;
    buttons->addWidget(m_action);
    buttons->addStretch(1);
    m_words->setSpacing(4);
    m_words->addLayout(top);
    for (QWidget *each : {static_cast<QWidget *>(m_sentence), static_cast<QWidget *>(m_meaning),
                          static_cast<QWidget *>(m_fix), m_blocks})
        m_words->addWidget(each);
    m_words->addLayout(buttons);
    m_words->addWidget(m_evidence);
    auto *row = new WrapRow(this);
    row->setContentsMargins(16, 12, 16, 12);
    row->setSpacing(12);
    row->add(m_state, 0, Qt::AlignTop);
    row->add(m_words, scaled(300, fontMetrics()));
    connect(m_action, &QPushButton::clicked, this, &StepRow::actionRequested);
    connect(m_details, &QPushButton::toggled, this, &StepRow::showEvidence);
}

void StepRow::addForm(QWidget *form)
{
    m_words->insertWidget(m_words->indexOf(m_fix) + 1, form);
}

void StepRow::show(const StepView &view)
{
    const bool waits = !view.after.isEmpty();
    const BadgeText badge = stepBadge(view.check, waits);
    m_badge->show(badge);
    int width = 0;
    for (const BadgeText &each : allStepBadges())
        width = std::max(width, badgeSize(each, font()).width());
    m_state->setFixedWidth(width);
    m_badge->setToolTip(waits ? tr("After: %1").arg(view.after) : QString());
    m_badge->setAccessibleDescription(m_badge->toolTip());
    setAccessibleName(tr("%1: %2").arg(m_title->text(), badge.text));
    const bool calm = waits || view.check.state == wire::ReadinessState::Ready;
    setRole(m_sentence, calm ? u"dim"_s : QString());
    m_sentence->setText(engineText(view.check.sentence));
    m_sentence->setVisible(!view.check.sentence.isEmpty());
    m_meaning->setText(view.meaning);
    m_meaning->setVisible(!view.meaning.isEmpty());
    showFix(view);
    m_action->setText(view.action);
    m_action->setAccessibleName(view.actionInFull.isEmpty() ? view.action : view.actionInFull);
    m_action->setVisible(!view.action.isEmpty());
    m_action->setEnabled(view.lockedWhy.isEmpty());
    m_action->setToolTip(view.lockedWhy.isEmpty() ? view.actionInFull : view.lockedWhy);
    m_action->setAccessibleDescription(view.lockedWhy);
    m_evidence->setText(engineText(view.check.evidence));
    m_details->setVisible(!view.check.evidence.isEmpty());
    m_details->setToolTip(view.check.checkedAt ? exactTime(*view.check.checkedAt) : QString());
    showEvidence();
}

void StepRow::showFix(const StepView &view)
{
    StepFix fix;
    if (view.after.isEmpty() && (view.check.state != wire::ReadinessState::Unknown || view.check.checkedAt))
        fix = stepFix(view.check.fix); // the fix of what nobody has looked at is to look, and this page has a button
    if (view.hasForm)
        fix.blocks.clear(); // the form does what they do
    if (view.needsNoCommands)
        fix = withoutCommands(std::move(fix));
    m_fix->setText(fix.sentence);
    m_fix->setVisible(!fix.sentence.isEmpty());
    m_blocks->setVisible(!fix.blocks.isEmpty());
    if (fix.blocks == std::exchange(m_shown, fix.blocks))
        return;
    while (QLayoutItem *item = m_blocks->layout()->takeAt(0)) {
        item->widget()->deleteLater();
        item->widget()->hide();
        delete item;
    }
    QWidget *before = m_details; // they come after it, as they are read, whenever they were made
    for (qsizetype i = 0; i < fix.blocks.size(); ++i) {
        const CopyBlock &block = fix.blocks.at(i);
        if (!block.purpose.isEmpty())
            m_blocks->layout()->addWidget(paragraph(block.purpose, u"small"_s));
        QString what = block.purpose.isEmpty() ? tr("what to do: %1").arg(m_title->text()) : block.purpose;
        if (fix.blocks.size() > 1)
            what = tr("%1, %2 of %3").arg(what).arg(i + 1).arg(fix.blocks.size());
        auto *text = new CopyText(u"%1_%2"_s.arg(m_id).arg(i), what, block.text);
        m_blocks->layout()->addWidget(text);
        setTabOrder(before, text->focusProxy());
        before = text->focusProxy();
    }
}

void StepRow::showEvidence()
{
    m_evidence->setVisible(m_details->isChecked() && !m_evidence->text().isEmpty());
}

} // namespace unmta::ui
