#include "ui/look/ControlNames.h"

#include <QAbstractButton>
#include <QAbstractItemView>
#include <QAbstractSpinBox>
#include <QAccessible>
#include <QAction>
#include <QComboBox>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QPlainTextEdit>
#include <QRegularExpression>
#include <QSlider>
#include <QTabBar>
#include <QTextEdit>

namespace unmta::test {

using namespace Qt::StringLiterals;

namespace {

// Parts that Qt makes of its own for a control of ours.
bool isPartOfAControl(const QWidget &widget)
{
    const QWidget *parent = widget.parentWidget();
    return widget.objectName().startsWith(u"qt_") || widget.inherits("QLineEditIconButton") ||
           widget.inherits("QTableCornerButton") || widget.inherits("QComboBoxListView") ||
           qobject_cast<const QHeaderView *>(&widget) || (parent && qobject_cast<const QTabBar *>(parent)) ||
           (parent && qobject_cast<const QAbstractSpinBox *>(parent));
}

bool isControl(const QWidget &widget)
{
    const bool isKnown = qobject_cast<const QAbstractButton *>(&widget) || qobject_cast<const QLineEdit *>(&widget) ||
                         qobject_cast<const QComboBox *>(&widget) || qobject_cast<const QAbstractSpinBox *>(&widget) ||
                         qobject_cast<const QAbstractItemView *>(&widget) || qobject_cast<const QTextEdit *>(&widget) ||
                         qobject_cast<const QPlainTextEdit *>(&widget) || qobject_cast<const QTabBar *>(&widget) ||
                         qobject_cast<const QSlider *>(&widget);
    return isKnown && !isPartOfAControl(widget);
}

QList<const QWidget *> controlsOf(const QWidget &root)
{
    QList<const QWidget *> controls;
    for (const QWidget *each : root.findChildren<QWidget *>()) {
        if (isControl(*each))
            controls << each;
    }
    return controls;
}

// "pushButton_2", "lineEdit", "widget": what a name is called when nobody named it.
bool tellsNoPurpose(const QString &objectName)
{
    static const QRegularExpression nobodys(
        u"^(?:(?:push|tool|radio|command)?button|action|(?:line|text|plaintext|date|time)?edit|check_?box|combo_?box|"
        "(?:double)?spin_?box|(?:table|tree|list)(?:view|widget)?|tab(?:bar|widget)|slider|menu|widget)_?\\d*$"_s,
        QRegularExpression::CaseInsensitiveOption);
    return objectName.isEmpty() || nobodys.match(objectName).hasMatch();
}

// What a screen reader is told.
QString accessibleName(const QWidget &widget)
{
    // Of a tab bar it would be told which tab is chosen, but not between what.
    if (qobject_cast<const QTabBar *>(&widget))
        return widget.accessibleName();
    const QAccessibleInterface *told = QAccessible::queryAccessibleInterface(const_cast<QWidget *>(&widget));
    return told ? told->text(QAccessible::Name) : QString();
}

QString described(const QObject &object, const QString &text)
{
    return u"%1 “%2” (%3)"_s.arg(QString::fromLatin1(object.metaObject()->className()), object.objectName(), text);
}

} // namespace

QStringList namelessControls(const QWidget &root)
{
    QStringList faults;
    for (const QWidget *each : controlsOf(root)) {
        const auto *button = qobject_cast<const QAbstractButton *>(each);
        const QString shown = button ? button->text() : each->accessibleName();
        if (tellsNoPurpose(each->objectName()))
            faults << u"%1: the object name tells no purpose"_s.arg(described(*each, shown));
        static const QRegularExpression word(u"\\pL\\pL"_s);
        if (each->isVisible() && !word.match(accessibleName(*each)).hasMatch())
            faults << u"%1: no accessible name"_s.arg(described(*each, shown));
    }
    for (const QMenu *menu : root.findChildren<QMenu *>()) {
        if (menu->objectName().startsWith(u"qt_") || qobject_cast<const QLineEdit *>(menu->parent()))
            continue;
        for (const QAction *each : menu->actions()) {
            if (each->isSeparator())
                continue;
            if (tellsNoPurpose(each->objectName()))
                faults << u"%1: the object name tells no purpose"_s.arg(described(*each, each->text()));
            if (each->text().isEmpty())
                faults << u"%1: an entry without text"_s.arg(described(*each, {}));
        }
    }
    return faults;
}

QStringList guessingLabels(const QWidget &root)
{
    QStringList faults;
    for (const QLabel *each : root.findChildren<QLabel *>()) {
        if (each->textFormat() != Qt::PlainText)
            faults << described(*each, each->text());
    }
    return faults;
}

int controlCount(const QWidget &root)
{
    return int(controlsOf(root).size());
}

} // namespace unmta::test
