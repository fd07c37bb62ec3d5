package io.github.spyhop.binlog.schema;

import io.github.spyhop.binlog.event.ColumnType;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The types that the binlog writes for the types that statements name. */
final class ColumnTypes {

    private static final Map<String, ColumnType> BY_WORD =
            Map.ofEntries(
                    Map.entry("tinyint", ColumnType.TINY),
                    Map.entry("int1", ColumnType.TINY),
                    Map.entry("bool", ColumnType.TINY),
                    Map.entry("boolean", ColumnType.TINY),
                    Map.entry("smallint", ColumnType.SHORT),
                    Map.entry("int2", ColumnType.SHORT),
                    Map.entry("mediumint", ColumnType.MEDIUMINT),
                    Map.entry("middleint", ColumnType.MEDIUMINT),
                    Map.entry("int3", ColumnType.MEDIUMINT),
                    Map.entry("int", ColumnType.INT),
                    Map.entry("integer", ColumnType.INT),
                    Map.entry("int4", ColumnType.INT),
                    Map.entry("bigint", ColumnType.BIGINT),
                    Map.entry("int8", ColumnType.BIGINT),
                    Map.entry("serial", ColumnType.BIGINT),
                    Map.entry("float", ColumnType.FLOAT),
                    Map.entry("float4", ColumnType.FLOAT),
                    Map.entry("double", ColumnType.DOUBLE),
                    Map.entry("real", ColumnType.DOUBLE),
                    Map.entry("float8", ColumnType.DOUBLE),
                    Map.entry("decimal", ColumnType.DECIMAL),
                    Map.entry("dec", ColumnType.DECIMAL),
                    Map.entry("numeric", ColumnType.DECIMAL),
                    Map.entry("fixed", ColumnType.DECIMAL),
                    Map.entry("bit", ColumnType.BIT),
                    Map.entry("year", ColumnType.YEAR),
                    Map.entry("date", ColumnType.DATE),
                    Map.entry("time", ColumnType.TIME),
                    Map.entry("datetime", ColumnType.DATETIME),
                    Map.entry("timestamp", ColumnType.TIMESTAMP),
                    Map.entry("char", ColumnType.CHAR),
                    Map.entry("character", ColumnType.CHAR),
                    Map.entry("nchar", ColumnType.CHAR),
                    Map.entry("national", ColumnType.CHAR),
                    Map.entry("binary", ColumnType.CHAR),
                    Map.entry("varchar", ColumnType.VARCHAR),
                    Map.entry("varcharacter", ColumnType.VARCHAR),
                    Map.entry("nvarchar", ColumnType.VARCHAR),
                    Map.entry("varbinary", ColumnType.VARCHAR),
                    Map.entry("tinytext", ColumnType.BLOB),
                    Map.entry("text", ColumnType.BLOB),
                    Map.entry("mediumtext", ColumnType.BLOB),
                    Map.entry("longtext", ColumnType.BLOB),
                    Map.entry("long", ColumnType.BLOB),
                    Map.entry("tinyblob", ColumnType.BLOB),
                    Map.entry("blob", ColumnType.BLOB),
                    Map.entry("mediumblob", ColumnType.BLOB),
                    Map.entry("longblob", ColumnType.BLOB),
                    Map.entry("enum", ColumnType.ENUM),
                    Map.entry("set", ColumnType.SET),
                    Map.entry("json", ColumnType.JSON),
                    Map.entry("vector", ColumnType.VECTOR),
                    Map.entry("geometry", ColumnType.GEOMETRY),
                    Map.entry("point", ColumnType.GEOMETRY),
                    Map.entry("linestring", ColumnType.GEOMETRY),
                    Map.entry("polygon", ColumnType.GEOMETRY),
                    Map.entry("multipoint", ColumnType.GEOMETRY),
                    Map.entry("multilinestring", ColumnType.GEOMETRY),
                    Map.entry("multipolygon", ColumnType.GEOMETRY),
                    Map.entry("geometrycollection", ColumnType.GEOMETRY),
                    Map.entry("geomcollection", ColumnType.GEOMETRY));

    private ColumnTypes() {}

    static Optional<ColumnType> of(String word) {
        return Optional.ofNullable(BY_WORD.get(word.toLowerCase(Locale.ROOT)));
    }
}
