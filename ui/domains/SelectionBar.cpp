#include "domains/SelectionBar.h"

#include "kit/Labels.h"
#include "support/Formatting.h"
#include "support/WrapRow.h"

#include <QPushButton>

#include <utility>

namespace unmta::ui {

using namespace Qt::StringLiterals;

SelectionBar::SelectionBar(QWidget *parent)
    : QWidget(parent)
    , m_count(label({}, u"strong"_s))
    , m_verify(new QPushButton(tr("Verify")))
{
    setObjectName(u"selectionBar"_s);
    m_count->setObjectName(u"selectionCount"_s);
    auto *row = new WrapRow(this);
    row->add(m_count);
    row->addStretch();
    const auto add = [this, row](QPushButton *button, const QString &name, const QString &accessible, auto signal) {
        button->setObjectName(name);
        button->setAccessibleName(accessible);
        button->setProperty("look", u"small"_s);
        row->add(button);
        connect(button, &QPushButton::clicked, this, signal);
    };
    add(m_verify, u"verifySelectedButton"_s, tr("Verify the chosen domains"), &SelectionBar::verifyRequested);
    add(new QPushButton(tr("Export…")), u"exportSelectedButton"_s, tr("Export the chosen domains"),
        &SelectionBar::exportRequested);
    add(new QPushButton(tr("Hand over…")), u"handOverSelectedButton"_s, tr("Hand over the chosen domains' records"),
        &SelectionBar::handOverRequested);
    add(new QPushButton(tr("Delete…")), u"deleteSelectedButton"_s, tr("Delete the chosen domains"),
        &SelectionBar::deleteRequested);
}

void SelectionBar::show(qsizetype count)
{
    m_count->setText(tr("%1 selected").arg(number(count)));
}

void SelectionBar::showVerifying(qsizetype done, qsizetype total)
{
    // The keyboard does not go on to its neighbour meanwhile, and comes back.
    if (done < total && m_verify->hasFocus()) {
        m_verifyHadFocus = true;
        setFocus();
    }
    m_verify->setEnabled(done == total);
    if (done == total && std::exchange(m_verifyHadFocus, false) && hasFocus())
        m_verify->setFocus();
    m_verify->setText(done == total ? tr("Verify") : tr("Verifying: %1 of %2…").arg(number(done), number(total)));
}

} // namespace unmta::ui
