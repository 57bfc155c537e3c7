import com.google.gson.Gson;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.DelegatingAnalyzerWrapper;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.Tokenizer;
import org.apache.lucene.analysis.charfilter.MappingCharFilter;
import org.apache.lucene.analysis.charfilter.NormalizeCharMap;
import org.apache.lucene.analysis.LowerCaseFilter;
import org.apache.lucene.analysis.StopFilter;
import org.apache.lucene.analysis.core.DecimalDigitFilter;
import org.apache.lucene.analysis.core.FlattenGraphFilter;
import org.apache.lucene.analysis.core.KeywordTokenizer;
import org.apache.lucene.analysis.core.WhitespaceTokenizer;
import org.apache.lucene.analysis.en.EnglishPossessiveFilter;
import org.apache.lucene.analysis.en.PorterStemFilter;
import org.apache.lucene.analysis.icu.ICUFoldingFilter;
import org.apache.lucene.analysis.icu.segmentation.ICUTokenizer;
import org.apache.lucene.analysis.miscellaneous.WordDelimiterGraphFilter;
import org.apache.lucene.analysis.pattern.PatternReplaceFilter;
import org.apache.lucene.analysis.standard.StandardAnalyzer;
import org.apache.lucene.analysis.standard.StandardTokenizer;
import org.apache.lucene.analysis.th.ThaiAnalyzer;
import org.apache.lucene.analysis.th.ThaiTokenizer;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.DoubleDocValuesField;
import org.apache.lucene.document.DoublePoint;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.SortedSetDocValuesField;
import org.apache.lucene.document.StringField;
import org.apache.lucene.document.TextField;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.DocValues;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.BoostQuery;
import org.apache.lucene.search.ConstantScoreQuery;
import org.apache.lucene.search.FuzzyQuery;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.MatchAllDocsQuery;
import org.apache.lucene.search.MatchNoDocsQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.Sort;
import org.apache.lucene.search.SortField;
import org.apache.lucene.search.SortedSetSortField;
import org.apache.lucene.search.TermInSetQuery;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.store.ByteBuffersDirectory;
import org.apache.lucene.util.BytesRef;
import org.apache.lucene.util.QueryBuilder;

/**
 * Answers an Atlas Search index definition and its operators by Lucene itself, with the standard parts that the
 * definition names. How an operator becomes a query is told by MongoDB's documentation and its public sources of mongot:
 * `text` is a query for each path, joined by SHOULD; `fuzzy` is a FuzzyQuery for each token; `compound` is a
 * BooleanQuery; `in`, `equals` and `range` score a constant. A request is a line of JSON, and so is its answer.
 */
public class Judge {
  private static final Gson GSON = new Gson();
  private final JsonObject fields;
  private final Map<String, Analyzer> analyzers = new HashMap<>();
  /** Of each indexed text, by the name of its Lucene field. */
  private final Map<String, Analyzer> atIndex = new HashMap<>();
  private final Map<String, Analyzer> atSearch = new HashMap<>();
  private final IndexWriter writer;

  public static void main(String[] arguments) throws Exception {
    var input = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    var output = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    var judge = new Judge(JsonParser.parseString(input.readLine()).getAsJsonObject());
    for (String line; (line = input.readLine()) != null; ) {
      Object answer;
      try {
        answer = judge.answer(JsonParser.parseString(line).getAsJsonObject());
      } catch (Exception error) {
        answer = Map.of("error", String.valueOf(error));
      }
      output.println(GSON.toJson(answer));
    }
  }

  Judge(JsonObject definition) throws IOException {
    fields = definition.getAsJsonObject("mappings").getAsJsonObject("fields");
    for (var one : definition.getAsJsonArray("analyzers")) {
      var described = one.getAsJsonObject();
      analyzers.put(described.get("name").getAsString(), customAnalyzer(described));
    }
    analyzers.put("lucene.standard", new StandardAnalyzer());
    analyzers.put("lucene.thai", ThaiTokenizer.DBBI_AVAILABLE ? new ThaiAnalyzer() : thaiByIcu());
    for (var path : fields.keySet()) {
      for (var mapping : fields.getAsJsonArray(path)) addAnalyzers(path, mapping.getAsJsonObject());
    }
    var byField =
        new DelegatingAnalyzerWrapper(Analyzer.PER_FIELD_REUSE_STRATEGY) {
          @Override
          protected Analyzer getWrappedAnalyzer(String field) {
            return atIndex.get(field);
          }
        };
    writer = new IndexWriter(new ByteBuffersDirectory(), new IndexWriterConfig(byField));
  }

  /** As ThaiAnalyzer, with ICU's dictionary of words where this Java has none of its own. */
  private static Analyzer thaiByIcu() {
    return new Analyzer() {
      @Override
      protected TokenStreamComponents createComponents(String field) {
        var tokenizer = new ICUTokenizer();
        var digits = new DecimalDigitFilter(new LowerCaseFilter(tokenizer));
        return new TokenStreamComponents(tokenizer, new StopFilter(digits, ThaiAnalyzer.getDefaultStopSet()));
      }
    };
  }

  private void addAnalyzers(String path, JsonObject mapping) {
    if (!mapping.get("type").getAsString().equals("string")) return;
    atIndex.put(path, named(mapping, "analyzer"));
    atSearch.put(path, named(mapping, "searchAnalyzer"));
    if (!mapping.has("multi")) return;
    for (var multi : mapping.getAsJsonObject("multi").entrySet()) {
      addAnalyzers(path + "/" + multi.getKey(), multi.getValue().getAsJsonObject());
    }
  }

  private Analyzer named(JsonObject mapping, String key) {
    var analyzer = analyzers.get(mapping.get(key).getAsString());
    if (analyzer == null) throw new IllegalArgumentException("No analyzer " + mapping.get(key));
    return analyzer;
  }

  private Object answer(JsonObject request) throws Exception {
    if (request.has("write")) return write(request);
    if (request.has("analyse")) return analyse(request);
    var query = compound(request.getAsJsonObject("compound"));
    try (var reader = DirectoryReader.open(writer)) {
      var searcher = new IndexSearcher(reader);
      return request.has("facet") ? facet(searcher, query, request) : search(searcher, query, request);
    }
  }

  /** The tokens of each text by an analyzer. */
  private Object analyse(JsonObject request) throws IOException {
    var all = new ArrayList<List<String>>();
    var analyzer = analyzers.get(request.get("analyzer").getAsString());
    for (var text : request.getAsJsonArray("analyse")) all.add(tokens(analyzer, "", text.getAsString()));
    return Map.of("tokens", all);
  }

  private Object write(JsonObject request) throws IOException {
    for (var id : request.getAsJsonArray("remove")) writer.deleteDocuments(new Term("_id", id.getAsString()));
    for (var one : request.getAsJsonArray("write")) {
      var source = one.getAsJsonObject();
      writer.updateDocument(new Term("_id", source.get("_id").getAsString()), document(source));
    }
    return Map.of();
  }

  private Document document(JsonObject source) throws IOException {
    var document = new Document();
    for (var path : fields.keySet()) {
      for (var value : values(source.get(path))) {
        for (var mapping : fields.getAsJsonArray(path)) {
          addField(document, path, mapping.getAsJsonObject(), value);
        }
      }
    }
    return document;
  }

  private void addField(Document document, String path, JsonObject mapping, JsonElement value)
      throws IOException {
    var kind = value.getAsJsonPrimitive();
    switch (mapping.get("type").getAsString()) {
      case "string" -> {
        if (!kind.isString()) return;
        document.add(new TextField(path, value.getAsString(), Field.Store.NO));
        if (!mapping.has("multi")) return;
        for (var multi : mapping.getAsJsonObject("multi").keySet()) {
          document.add(new TextField(path + "/" + multi, value.getAsString(), Field.Store.NO));
        }
      }
      case "token" -> {
        if (!kind.isString()) return;
        document.add(new StringField(path + "#", value.getAsString(), Field.Store.NO));
        document.add(new SortedSetDocValuesField(path + "#", new BytesRef(value.getAsString())));
        if (path.equals("_id")) document.add(new StringField("_id", value.getAsString(), Field.Store.YES));
      }
      case "number" -> {
        if (!kind.isNumber()) return;
        document.add(new DoublePoint(path + "#", value.getAsDouble()));
        document.add(new DoubleDocValuesField(path + "#", value.getAsDouble()));
      }
      case "boolean" -> {
        if (kind.isBoolean()) document.add(new StringField(path + "#", value.getAsString(), Field.Store.NO));
      }
      case "autocomplete" -> {
        if (!kind.isString()) return;
        for (var gram : beginnings(mapping, value.getAsString())) {
          document.add(new StringField(path + "@", gram, Field.Store.NO));
        }
      }
      default -> throw new IllegalArgumentException("No type " + mapping);
    }
  }

  /** The beginnings of a text from each of its words on, folded: what `autocomplete` with edgeGram is looked up by. */
  private List<String> beginnings(JsonObject mapping, String text) throws IOException {
    var words = tokens(named(mapping, "analyzer"), "", text);
    var found = new ArrayList<String>();
    for (int at = 0; at < words.size(); at++) {
      var rest = folded(String.join(" ", words.subList(at, words.size())));
      var most = Math.min(mapping.get("maxGrams").getAsInt(), rest.length());
      for (int length = mapping.get("minGrams").getAsInt(); length <= most; length++) {
        found.add(rest.substring(0, length));
      }
    }
    return found;
  }

  private static final Analyzer FOLDING =
      new Analyzer() {
        @Override
        protected TokenStreamComponents createComponents(String field) {
          var tokenizer = new KeywordTokenizer();
          return new TokenStreamComponents(tokenizer, new ICUFoldingFilter(tokenizer));
        }
      };

  private static String folded(String text) throws IOException {
    return String.join(" ", tokens(FOLDING, "", text));
  }

  private static List<JsonElement> values(JsonElement value) {
    if (value == null || value.isJsonNull()) return List.of();
    return value.isJsonArray() ? value.getAsJsonArray().asList() : List.of(value);
  }

  private Object search(IndexSearcher searcher, Query query, JsonObject request) throws IOException {
    var sort = new Sort(firstBy(request), new SortedSetSortField("_id#", false));
    var limit = request.get("limit").getAsInt();
    var found = searcher.search(query, limit, sort, true);
    var hits = new ArrayList<Map<String, Object>>();
    for (ScoreDoc hit : found.scoreDocs) {
      var id = searcher.storedFields().document(hit.doc).get("_id");
      hits.add(Map.of("_id", id, "score", hit.score));
    }
    return Map.of("hits", hits);
  }

  /** By the score, or by a figure, where those that have none come last. */
  private static SortField firstBy(JsonObject request) {
    if (!request.has("by")) return SortField.FIELD_SCORE;
    var figure = new SortField(request.get("by").getAsString() + "#", SortField.Type.DOUBLE, true);
    figure.setMissingValue(Double.NEGATIVE_INFINITY);
    return figure;
  }

  private static Object facet(IndexSearcher searcher, Query query, JsonObject request) throws IOException {
    var field = request.get("facet").getAsString() + "#";
    var counts = new TreeMap<String, Integer>();
    var most = Math.max(1, searcher.getIndexReader().maxDoc());
    var leaves = searcher.getIndexReader().leaves();
    for (ScoreDoc hit : searcher.search(query, most, Sort.INDEXORDER).scoreDocs) {
      LeafReaderContext leaf = leaves.get(org.apache.lucene.index.ReaderUtil.subIndex(hit.doc, leaves));
      var values = DocValues.getSortedSet(leaf.reader(), field);
      if (!values.advanceExact(hit.doc - leaf.docBase)) continue;
      for (int at = 0; at < values.docValueCount(); at++) {
        counts.merge(values.lookupOrd(values.nextOrd()).utf8ToString(), 1, Integer::sum);
      }
    }
    var buckets = new ArrayList<Map<String, Object>>();
    counts.forEach((value, count) -> buckets.add(Map.of("_id", value, "count", count)));
    return Map.of("buckets", buckets);
  }

  private Query operator(JsonObject operator) throws IOException {
    var name = operator.keySet().iterator().next();
    var body = operator.getAsJsonObject(name);
    return switch (name) {
      case "compound" -> compound(body);
      case "text" -> scored(body, text(body));
      case "in" -> scored(body, oneOf(body.get("path").getAsString(), body.getAsJsonArray("value")));
      case "equals" -> {
        var value = new JsonArray();
        value.add(body.get("value"));
        yield scored(body, oneOf(body.get("path").getAsString(), value));
      }
      case "range" -> scored(body, range(body));
      case "autocomplete" -> autocomplete(body);
      default -> throw new IllegalArgumentException("No operator " + name);
    };
  }

  private Query compound(JsonObject body) throws IOException {
    var builder = new BooleanQuery.Builder();
    var hasNeeded = false;
    var occurs =
        Map.of("filter", Occur.FILTER, "must", Occur.MUST, "should", Occur.SHOULD, "mustNot", Occur.MUST_NOT);
    for (var occur : occurs.entrySet()) {
      for (var clause : values(body.get(occur.getKey()))) {
        builder.add(operator(clause.getAsJsonObject()), occur.getValue());
        hasNeeded |= occur.getValue() != Occur.MUST_NOT;
      }
    }
    if (!hasNeeded) builder.add(new MatchAllDocsQuery(), Occur.FILTER);
    if (body.has("minimumShouldMatch")) {
      builder.setMinimumNumberShouldMatch(body.get("minimumShouldMatch").getAsInt());
    }
    return builder.build();
  }

  private Query text(JsonObject body) throws IOException {
    var occur =
        body.has("matchCriteria") && body.get("matchCriteria").getAsString().equals("all")
            ? Occur.MUST
            : Occur.SHOULD;
    var any = new BooleanQuery.Builder();
    for (var path : values(body.get("path"))) any.add(textAt(fieldOf(path), body, occur), Occur.SHOULD);
    return any.build();
  }

  /** With `tokenOrder: sequential` the whole of what was typed is one beginning. */
  private static Query autocomplete(JsonObject body) throws IOException {
    if (!body.get("tokenOrder").getAsString().equals("sequential")) throw new IllegalArgumentException("Any order");
    return new TermQuery(new Term(body.get("path").getAsString() + "@", folded(body.get("query").getAsString())));
  }

  private static String fieldOf(JsonElement path) {
    if (!path.isJsonObject()) return path.getAsString();
    var multi = path.getAsJsonObject();
    return multi.get("value").getAsString() + "/" + multi.get("multi").getAsString();
  }

  private Query textAt(String field, JsonObject body, Occur occur) throws IOException {
    var analyzer = atSearch.get(field);
    if (analyzer == null) throw new IllegalArgumentException("No text is indexed at " + field);
    var asked = body.get("query").getAsString();
    if (!body.has("fuzzy")) {
      var built = new QueryBuilder(analyzer).createBooleanQuery(field, asked, occur);
      return built == null ? new MatchNoDocsQuery() : built;
    }
    var fuzzy = body.getAsJsonObject("fuzzy");
    var all = new BooleanQuery.Builder();
    for (var token : tokens(analyzer, field, asked)) {
      var near =
          new FuzzyQuery(
              new Term(field, token),
              fuzzy.get("maxEdits").getAsInt(),
              fuzzy.get("prefixLength").getAsInt(),
              fuzzy.get("maxExpansions").getAsInt(),
              FuzzyQuery.defaultTranspositions);
      all.add(near, occur);
    }
    return all.build();
  }

  private static List<String> tokens(Analyzer analyzer, String field, String text) throws IOException {
    var found = new ArrayList<String>();
    try (var stream = analyzer.tokenStream(field, text)) {
      var term = stream.addAttribute(CharTermAttribute.class);
      stream.reset();
      while (stream.incrementToken()) found.add(term.toString());
      stream.end();
    }
    return found;
  }

  private static Query oneOf(String path, JsonArray values) {
    if (values.get(0).getAsJsonPrimitive().isNumber()) {
      var numbers = values.asList().stream().mapToDouble(JsonElement::getAsDouble).toArray();
      return new ConstantScoreQuery(DoublePoint.newSetQuery(path + "#", numbers));
    }
    var terms = values.asList().stream().map(value -> new BytesRef(value.getAsString())).toList();
    return new ConstantScoreQuery(new TermInSetQuery(path + "#", terms));
  }

  private static Query range(JsonObject body) {
    var path = body.get("path").getAsString() + "#";
    var bound = body.has("gte") ? body.get("gte") : body.get("lte");
    if (bound.getAsJsonPrimitive().isNumber()) {
      var least = body.has("gte") ? body.get("gte").getAsDouble() : Double.NEGATIVE_INFINITY;
      var most = body.has("lte") ? body.get("lte").getAsDouble() : Double.POSITIVE_INFINITY;
      return new ConstantScoreQuery(DoublePoint.newRangeQuery(path, least, most));
    }
    var least = body.has("gte") ? new BytesRef(body.get("gte").getAsString()) : null;
    var most = body.has("lte") ? new BytesRef(body.get("lte").getAsString()) : null;
    return new ConstantScoreQuery(new org.apache.lucene.search.TermRangeQuery(path, least, most, true, true));
  }

  private static Query scored(JsonObject body, Query query) {
    if (!body.has("score")) return query;
    var score = body.getAsJsonObject("score");
    var isConstant = score.has("constant");
    var value = score.getAsJsonObject(isConstant ? "constant" : "boost").get("value").getAsFloat();
    return new BoostQuery(isConstant ? new ConstantScoreQuery(query) : query, value);
  }

  private static Analyzer customAnalyzer(JsonObject described) {
    return new Analyzer() {
      @Override
      protected Reader initReader(String field, Reader reader) {
        for (var filter : values(described.get("charFilters"))) reader = charFilter(filter.getAsJsonObject(), reader);
        return reader;
      }

      @Override
      protected TokenStreamComponents createComponents(String field) {
        var tokenizer = tokenizer(described.getAsJsonObject("tokenizer"));
        TokenStream stream = tokenizer;
        for (var filter : values(described.get("tokenFilters"))) stream = tokenFilter(filter.getAsJsonObject(), stream);
        return new TokenStreamComponents(tokenizer, stream);
      }
    };
  }

  private static Reader charFilter(JsonObject filter, Reader reader) {
    var builder = new NormalizeCharMap.Builder();
    for (var one : filter.getAsJsonObject("mappings").entrySet()) builder.add(one.getKey(), one.getValue().getAsString());
    return new MappingCharFilter(builder.build(), reader);
  }

  private static Tokenizer tokenizer(JsonObject described) {
    return switch (described.get("type").getAsString()) {
      case "standard" -> new StandardTokenizer();
      case "keyword" -> new KeywordTokenizer();
      case "whitespace" -> new WhitespaceTokenizer();
      default -> throw new IllegalArgumentException("No tokenizer " + described);
    };
  }

  private static TokenStream tokenFilter(JsonObject filter, TokenStream stream) {
    return switch (filter.get("type").getAsString()) {
      case "icuFolding" -> new ICUFoldingFilter(stream);
      case "porterStemming" -> new PorterStemFilter(stream);
      case "englishPossessive" -> new EnglishPossessiveFilter(stream);
      case "flattenGraph" -> new FlattenGraphFilter(stream);
      case "regex" ->
          new PatternReplaceFilter(
              stream,
              Pattern.compile(filter.get("pattern").getAsString()),
              filter.get("replacement").getAsString(),
              filter.get("matches").getAsString().equals("all"));
      case "wordDelimiterGraph" -> wordDelimiter(filter.getAsJsonObject("delimiterOptions"), stream);
      default -> throw new IllegalArgumentException("No filter " + filter);
    };
  }

  private static final Map<String, Integer> DELIMITER_FLAGS =
      Map.of(
          "generateWordParts", WordDelimiterGraphFilter.GENERATE_WORD_PARTS,
          "generateNumberParts", WordDelimiterGraphFilter.GENERATE_NUMBER_PARTS,
          "concatenateWords", WordDelimiterGraphFilter.CATENATE_WORDS,
          "concatenateNumbers", WordDelimiterGraphFilter.CATENATE_NUMBERS,
          "concatenateAll", WordDelimiterGraphFilter.CATENATE_ALL,
          "preserveOriginal", WordDelimiterGraphFilter.PRESERVE_ORIGINAL,
          "splitOnCaseChange", WordDelimiterGraphFilter.SPLIT_ON_CASE_CHANGE,
          "splitOnNumerics", WordDelimiterGraphFilter.SPLIT_ON_NUMERICS,
          "stemEnglishPossessive", WordDelimiterGraphFilter.STEM_ENGLISH_POSSESSIVE);

  /** What an option is where the definition leaves it out: MongoDB's documentation of wordDelimiterGraph. */
  private static final List<String> ON_BY_DEFAULT =
      List.of(
          "generateWordParts",
          "generateNumberParts",
          "splitOnCaseChange",
          "splitOnNumerics",
          "stemEnglishPossessive");

  private static TokenStream wordDelimiter(JsonObject options, TokenStream stream) {
    int flags = 0;
    for (var flag : DELIMITER_FLAGS.entrySet()) {
      var name = flag.getKey();
      var isOn = options.has(name) ? options.get(name).getAsBoolean() : ON_BY_DEFAULT.contains(name);
      if (isOn) flags |= flag.getValue();
    }
    return new WordDelimiterGraphFilter(stream, flags, null);
  }
}
