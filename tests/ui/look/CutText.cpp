#include "ui/look/CutText.h"

#include "kit/Badge.h"
#include "kit/RowDelegate.h"
#include "kit/text/WholeText.h"
#include "support/Roles.h"

#include <QCheckBox>
#include <QComboBox>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QScrollArea>
#include <QScrollBar>
#include <QStyleOptionComboBox>
#include <QTabBar>
#include <QTableView>
#include <QTextEdit>
#include <QToolButton>

namespace unmta::test {

using namespace Qt::StringLiterals;

namespace {

constexpr int slack = 2; // pixels that rounding may take

bool fits(QSize needed, QSize given)
{
    return needed.width() <= given.width() + slack && needed.height() <= given.height() + slack;
}

QString sized(QSize size)
{
    return u"%1×%2"_s.arg(size.width()).arg(size.height());
}

// What is missing, or nothing.
QString faultOf(const QLabel &label)
{
    if (label.text().isEmpty())
        return {};
    if (qobject_cast<const ui::Badge *>(&label))
        return fits(label.sizeHint(), label.size()) ? QString() : u"a badge of %1"_s.arg(sized(label.sizeHint()));
    const QFontMetrics metrics(label.font());
    const QSize given = label.contentsRect().size();
    const QRect room(0, 0, label.wordWrap() ? given.width() : 100000, 100000);
    const int mnemonics = label.buddy() ? int(Qt::TextHideMnemonic) : 0;
    const int flags = mnemonics | (label.wordWrap() ? int(Qt::TextWordWrap) : 0);
    const QRect needed = metrics.boundingRect(room, flags, label.text());
    return fits(needed.size(), given) ? QString() : u"its text needs %1"_s.arg(sized(needed.size()));
}

QString faultOf(const QComboBox &box)
{
    QStyleOptionComboBox option;
    option.initFrom(&box);
    option.editable = box.isEditable();
    const QRect field = box.style()->subControlRect(QStyle::CC_ComboBox, &option, QStyle::SC_ComboBoxEditField, &box);
    const int needed = QFontMetrics(box.font()).horizontalAdvance(box.currentText());
    return needed <= field.width() + slack ? QString() : u"its choice needs %1 of %2"_s.arg(needed).arg(field.width());
}

QString faultOf(const QLineEdit &edit)
{
    const QFontMetrics metrics(edit.font());
    if (edit.height() + slack < metrics.height())
        return u"lower than its letters"_s;
    const QString hint = edit.text().isEmpty() ? edit.placeholderText() : QString();
    const int needed = metrics.horizontalAdvance(hint);
    return needed <= edit.width() - 8 ? QString() : u"its hint needs %1"_s.arg(needed);
}

QString faultOf(const QTabBar &tabs)
{
    for (const QToolButton *arrow : tabs.findChildren<QToolButton *>()) {
        if (arrow->isVisible())
            return u"its tabs have to be scrolled to"_s;
    }
    for (int i = 0; i < tabs.count(); ++i) {
        if (QFontMetrics(tabs.font()).horizontalAdvance(tabs.tabText(i)) > tabs.tabRect(i).width())
            return u"the tab “%1” is cut"_s.arg(tabs.tabText(i));
    }
    return {};
}

// Second lines that are told in a colour of their own are there to be read.
QString faultOfWarnings(const QTableView &table)
{
    const QFontMetrics metrics(ui::RowDelegate::fontBelow(table.font()));
    for (int row = 0; row < std::min(table.model()->rowCount(), 50); ++row) {
        for (int column = 0; column < table.model()->columnCount(); ++column) {
            const QModelIndex index = table.model()->index(row, column);
            if (table.isColumnHidden(column) || !index.data(ui::SubToneRole).isValid())
                continue;
            const QString said = ui::RowDelegate::textBelow(index, table.font(), table.columnWidth(column));
            const int needed = metrics.horizontalAdvance(said) + 16;
            if (!said.isEmpty() && needed > table.columnWidth(column))
                return u"“%1” needs %2 of %3"_s.arg(said).arg(needed).arg(table.columnWidth(column));
        }
    }
    return {};
}

QString faultOf(const QTableView &table)
{
    const QHeaderView *header = table.horizontalHeader();
    for (int column = 0; column < header->count(); ++column) {
        if (header->isHidden() || header->isSectionHidden(column))
            continue;
        const QString name = table.model()->headerData(column, Qt::Horizontal).toString();
        const int needed = QFontMetrics(header->font()).size(0, name).width(); // over several lines, the widest
        if (needed > header->sectionSize(column))
            return u"the column “%1” needs %2 of %3"_s.arg(name).arg(needed).arg(header->sectionSize(column));
    }
    return faultOfWarnings(table);
}

QString faultOf(const ui::WholeText &text)
{
    const QSize needed = text.document()->size().toSize();
    return fits(needed, text.viewport()->size()) ? QString() : u"its text needs %1"_s.arg(sized(needed));
}

QString faultOf(const QWidget &widget)
{
    if (const auto *text = qobject_cast<const ui::WholeText *>(&widget))
        return faultOf(*text);
    if (const auto *label = qobject_cast<const QLabel *>(&widget))
        return faultOf(*label);
    if (const auto *box = qobject_cast<const QComboBox *>(&widget))
        return faultOf(*box);
    if (const auto *edit = qobject_cast<const QLineEdit *>(&widget))
        return faultOf(*edit);
    if (const auto *tabs = qobject_cast<const QTabBar *>(&widget))
        return faultOf(*tabs);
    if (const auto *table = qobject_cast<const QTableView *>(&widget))
        return faultOf(*table);
    const bool isButton = qobject_cast<const QPushButton *>(&widget) || qobject_cast<const QCheckBox *>(&widget);
    if (isButton && !fits(widget.sizeHint(), widget.size()))
        return u"its words need %1"_s.arg(sized(widget.sizeHint()));
    return {};
}

bool showsText(const QWidget &widget)
{
    return qobject_cast<const QLabel *>(&widget) || qobject_cast<const QPushButton *>(&widget) ||
           qobject_cast<const QCheckBox *>(&widget) || qobject_cast<const QLineEdit *>(&widget) ||
           qobject_cast<const QComboBox *>(&widget) || qobject_cast<const QTextEdit *>(&widget) ||
           qobject_cast<const QTableView *>(&widget);
}

// Beyond an edge of something that does not scroll to it.
QString sticksOut(const QWidget &widget)
{
    QRect rect = widget.rect();
    for (const QWidget *each = &widget; !each->isWindow() && each->parentWidget(); each = each->parentWidget()) {
        rect.translate(each->pos());
        const QWidget *parent = each->parentWidget();
        const auto *area = qobject_cast<const QAbstractScrollArea *>(parent->parentWidget());
        if (area && area->viewport() == parent) {
            if (area->horizontalScrollBar()->maximum() > 0 && qobject_cast<const QScrollArea *>(area))
                return u"the page has to be scrolled sideways"_s;
            if (area->verticalScrollBar()->maximum() > 0)
                return {}; // it can be scrolled to
        }
        if (!parent->rect().adjusted(-slack, -slack, slack, slack).contains(rect))
            return u"sticks out of %1 “%2” of %3"_s.arg(QString::fromLatin1(parent->metaObject()->className()),
                                                        parent->objectName(), sized(parent->size()));
    }
    return {};
}

// The first of its siblings that it lies on.
QString liesOn(const QWidget &widget)
{
    const QWidget *parent = widget.parentWidget();
    if (!parent)
        return {};
    const QRect mine = widget.geometry().adjusted(slack, slack, -slack, -slack);
    for (const QObject *each : parent->children()) {
        const auto *other = qobject_cast<const QWidget *>(each);
        if (other && other != &widget && other->isVisible() && !other->isWindow() && showsText(*other) &&
            mine.intersects(other->geometry().adjusted(slack, slack, -slack, -slack)))
            return other->objectName().isEmpty() ? QString::fromLatin1(other->metaObject()->className())
                                                 : other->objectName();
    }
    return {};
}

// Qt's own parts of a control, and what a control draws itself.
bool isPart(const QWidget &widget)
{
    return widget.objectName().startsWith(u"qt_") || qobject_cast<const QComboBox *>(widget.parentWidget()) ||
           qobject_cast<const QTabBar *>(widget.parentWidget()) || qobject_cast<const QHeaderView *>(&widget);
}

} // namespace

QStringList cutTexts(const QWidget &window)
{
    QStringList faults;
    for (const QWidget *each : window.findChildren<QWidget *>()) {
        if (!each->isVisible() || each->isWindow() || isPart(*each) ||
            (!showsText(*each) && !qobject_cast<const QTabBar *>(each)))
            continue;
        const auto add = [&faults, each](const QString &fault) {
            if (!fault.isEmpty())
                faults << u"%1 “%2” of %3 (%4): %5"_s.arg(QString::fromLatin1(each->metaObject()->className()),
                                                          each->objectName(), sized(each->size()),
                                                          each->property("text").toString().left(40), fault);
        };
        add(faultOf(*each));
        add(sticksOut(*each));
        if (const QString other = liesOn(*each); !other.isEmpty())
            add(u"lies on %1"_s.arg(other));
    }
    return faults;
}

} // namespace unmta::test
