#include "domain/RecordTable.h"

#include "kit/text/CopyButton.h"
#include "kit/text/ValueField.h"
#include "kit/text/WholeText.h"
#include "support/Icons.h"
#include "support/Scale.h"
#include "support/WrapRow.h"

#include <QHBoxLayout>
#include <QVBoxLayout>

namespace unmta::ui {

using namespace Qt::StringLiterals;

namespace {

QHBoxLayout *beside(QWidget *field, QWidget *button)
{
    auto *row = new QHBoxLayout;
    row->setSpacing(6);
    row->addWidget(field);
    row->addWidget(button);
    return row;
}

QVBoxLayout *named(const QString &name, QLayout *what)
{
    auto *column = new QVBoxLayout;
    column->setSpacing(6);
    column->addWidget(label(name, u"column"_s));
    column->addLayout(what);
    column->addStretch();
    return column;
}

QHBoxLayout *alone(QWidget *what)
{
    auto *row = new QHBoxLayout;
    row->addWidget(what);
    return row;
}

} // namespace

RecordTable::RecordTable(QWidget *parent)
    : QFrame(parent)
    , m_heading(label({}, u"heading"_s))
    , m_publish(new QPushButton(tr("Publish the record for me")))
    , m_type(label({}))
    , m_name(new ValueField)
    , m_fullName(new WholeText(u"small"_s))
    , m_copyName(new CopyButton(tr("the record's name")))
    , m_value(new ValueField)
    , m_copyValue(new CopyButton(tr("the record's value")))
{
    setProperty("role", u"card"_s);
    m_publish->setObjectName(u"publishRecordButton"_s);
    m_publish->setIcon(icon(u"sandbox"_s, Ink::Accent));
    m_publish->setToolTip(tr("The sandbox plays your DNS provider and publishes exactly this record."));
    m_publish->setProperty("look", u"small"_s);
    m_publish->hide();
    m_name->setObjectName(u"recordNameField"_s);
    m_name->setAccessibleName(tr("Name of the record"));
    m_name->setMaximumWidth(scaled(240, fontMetrics()));       // the value needs the room
    m_type->setMinimumHeight(m_copyName->sizeHint().height()); // on one line with what stands beside it
    m_fullName->setObjectName(u"recordFullName"_s);
    m_fullName->setAccessibleName(tr("Full name of the record"));
    m_fullName->setFocusPolicy(Qt::ClickFocus);
    m_copyName->setObjectName(u"copyNameButton"_s);
    m_value->setObjectName(u"recordValueField"_s);
    m_value->setAccessibleName(tr("Value of the record"));
    m_copyValue->setObjectName(u"copyValueButton"_s);
    connect(m_publish, &QPushButton::clicked, this, &RecordTable::publishRequested);

    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(1, 14, 1, 12);
    column->setSpacing(10);
    auto *top = new WrapRow;
    top->setContentsMargins(16, 0, 16, 0);
    top->add(m_heading);
    top->addStretch();
    top->add(m_publish);
    column->addLayout(top);

    auto *fields = new WrapRow;
    fields->setContentsMargins(16, 0, 16, 0);
    fields->setSpacing(16);
    QHBoxLayout *value = beside(m_value, m_copyValue);
    value->addStretch();
    fields->add(named(tr("Type"), alone(m_type)));
    fields->add(named(tr("Name"), beside(m_name, m_copyName)));
    fields->add(named(tr("Value"), value), scaled(240, fontMetrics()));
    column->addLayout(fields);
    auto *whole = new QHBoxLayout;
    whole->setContentsMargins(16, 0, 16, 0);
    whole->addWidget(m_fullName);
    whole->addStretch();
    column->addLayout(whole);
}

void RecordTable::show(const wire::Record &record)
{
    const QString name = record.label.isEmpty() ? record.name : record.label;
    m_type->setText(record.type);
    m_name->setValue(name);
    m_copyName->setValue(name);
    m_fullName->setWhole(tr("full name %1").arg(record.name));
    m_fullName->setVisible(name != record.name);
    m_value->setValue(record.value);
    m_copyValue->setValue(record.value);
}

void RecordTable::setHeading(const QString &heading)
{
    m_heading->setText(heading);
}

void RecordTable::setPublishable(bool publishable)
{
    m_publish->setVisible(publishable);
}

void RecordTable::copyValue()
{
    m_copyValue->click();
}

} // namespace unmta::ui
