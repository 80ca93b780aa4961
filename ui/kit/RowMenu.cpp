#include "kit/RowMenu.h"

#include <QAbstractButton>
#include <QClipboard>
#include <QGuiApplication>
#include <QPointer>
#include <QTableView>

namespace unmta::ui {

using namespace Qt::StringLiterals;

namespace {

constexpr int longestCopy = 40; // letters that are shown of what would be copied

// An ampersand would become a mnemonic.
QString withoutMnemonic(QString text)
{
    return text.replace(u'&', u"&&"_s);
}

} // namespace

RowMenu::RowMenu(QTableView &table, const QModelIndex &at, const QList<QAbstractButton *> &buttons)
    : QMenu(&table)
{
    setObjectName(u"rowMenu"_s);
    setAttribute(Qt::WA_DeleteOnClose);
    for (QAction *action : table.actions()) {
        if (action->isEnabled() && action->isVisible())
            addAction(action);
    }
    for (QAbstractButton *button : buttons) {
        if (!button->isEnabled() || button->isHidden())
            continue;
        QAction *entry = addAction(button->text());
        entry->setObjectName(button->objectName() + u"Entry"_s);
        connect(entry, &QAction::triggered, button, [button = QPointer(button)] {
            if (button)
                button->click();
        });
    }
    if (!isEmpty())
        addSeparator();
    addCopies(table, at);
}

void RowMenu::addCopies(const QTableView &table, const QModelIndex &at)
{
    QStringList cells;
    for (int column = 0; column < at.model()->columnCount(); ++column) {
        const QString text = at.siblingAtColumn(column).data(Qt::DisplayRole).toString();
        if (!table.isColumnHidden(column) && !text.isEmpty())
            cells << text;
    }
    const auto add = [this](const QString &name, const QString &text, const QString &copied) {
        QAction *entry = addAction(text);
        entry->setObjectName(name);
        connect(entry, &QAction::triggered, this, [copied] { QGuiApplication::clipboard()->setText(copied); });
    };
    if (const QString cell = at.data(Qt::DisplayRole).toString(); !cell.isEmpty()) {
        const QString shown = cell.size() > longestCopy ? cell.first(longestCopy) + u'…' : cell;
        add(u"copyCellAction"_s, tr("Copy “%1”").arg(withoutMnemonic(shown)), cell);
    }
    if (cells.size() > 1)
        add(u"copyRowAction"_s, tr("Copy the row"), cells.join(u'\t'));
}

} // namespace unmta::ui
