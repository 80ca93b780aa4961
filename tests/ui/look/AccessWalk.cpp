#include "ui/look/AccessWalk.h"

#include <QAccessible>
#include <QCheckBox>
#include <QComboBox>
#include <QHash>
#include <QMetaEnum>
#include <QRegularExpression>
#include <QWidget>

#include <functional>

namespace unmta::test {

using namespace Qt::StringLiterals;

namespace {

constexpr int mostChildren = 200; // of a table: as many cells as are worth looking at

using Visit = std::function<void(QAccessibleInterface &)>;

void walk(QAccessibleInterface *each, const Visit &visit)
{
    if (!each || !each->isValid() || each->state().invisible)
        return;
    visit(*each);
    for (int i = 0; i < std::min(each->childCount(), mostChildren); ++i)
        walk(each->child(i), visit);
}

bool isControl(QAccessible::Role role)
{
    static const QList<QAccessible::Role> controls{
        QAccessible::Button,   QAccessible::ButtonMenu,   QAccessible::ButtonDropDown, QAccessible::CheckBox,
        QAccessible::ComboBox, QAccessible::EditableText, QAccessible::SpinBox,        QAccessible::Slider,
        QAccessible::PageTab,  QAccessible::RadioButton,  QAccessible::Link,           QAccessible::MenuItem,
        QAccessible::Table,    QAccessible::List,         QAccessible::Tree,           QAccessible::PageTabList,
        QAccessible::Chart};
    return controls.contains(role);
}

bool isContainer(QAccessible::Role role)
{
    return role == QAccessible::Dialog || role == QAccessible::Window || role == QAccessible::Pane;
}

bool saysSomething(const QString &name)
{
    static const QRegularExpression word(u"\\pL\\pL|\\pN"_s);
    return word.match(name).hasMatch();
}

// Of a box of choices Qt tells the choice on some systems, and what it is about by the label that belongs to it.
QString nameOf(QAccessibleInterface &each)
{
    const auto *box = qobject_cast<const QComboBox *>(each.object());
    return box ? box->accessibleName() : each.text(QAccessible::Name);
}

QString described(const QAccessibleInterface &each)
{
    const QObject *object = each.object();
    const QMetaEnum roles = QMetaEnum::fromType<QAccessible::Role>();
    return u"%1 “%2” (%3 “%4”)"_s.arg(QString::fromLatin1(object ? object->metaObject()->className() : "part"),
                                      object ? object->objectName() : QString(),
                                      QString::fromLatin1(roles.valueToKey(each.role())), each.text(QAccessible::Name));
}

} // namespace

QStringList accessFaults(QWidget &window)
{
    QStringList faults;
    QHash<QString, QString> met;
    walk(QAccessible::queryAccessibleInterface(&window), [&](QAccessibleInterface &each) {
        const QAccessible::Role role = each.role();
        const QString name = nameOf(each);
        const bool isReached = each.state().focusable && each.object() && each.object()->isWidgetType();
        const bool isPage = isContainer(role) && each.object();
        if ((isControl(role) || isPage || (isReached && role != QAccessible::StaticText)) && !saysSomething(name))
            faults << u"%1: no name"_s.arg(described(each));
        if (isReached && (role == QAccessible::Client || role == QAccessible::NoRole))
            faults << u"%1: reached by keyboard, but told to be nothing"_s.arg(described(each));
        if (role == QAccessible::CheckBox && !qobject_cast<QCheckBox *>(each.object()))
            faults << u"%1: looks like no check box"_s.arg(described(each));
        if (!isControl(role) || !isReached || role == QAccessible::PageTabList)
            return;
        const QString twin = u"%1 %2 %3"_s.arg(int(role)).arg(name, each.text(QAccessible::Description));
        if (met.contains(twin))
            faults << u"%1: named as %2 is"_s.arg(described(each), met.value(twin));
        met.insert(twin, described(each));
    });
    return faults;
}

int accessCount(QWidget &window)
{
    int count = 0;
    walk(QAccessible::queryAccessibleInterface(&window),
         [&count](QAccessibleInterface &each) { count += isControl(each.role()) ? 1 : 0; });
    return count;
}

} // namespace unmta::test
